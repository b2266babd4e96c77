using Batchline.Engine.Operations;

namespace Batchline.Engine.Heads;

/// <summary>What an operator wants an account to do in one operation. It says nothing about other operations.</summary>
/// <param name="Rev">The operation's revision at which this was set: a control that arrives late does not replace a later one.</param>
public sealed record Control(OperationId OperationId, ControlAction Action, long Rev)
{
    /// <summary>What a head holds after this is written over what it held.</summary>
    public Control Over(Control? held) => held is not null && held.OperationId == OperationId && held.Rev > Rev ? held : this;
}

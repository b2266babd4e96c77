using Batchline.Engine.Ids;
using Batchline.Engine.Operations;

namespace Batchline.Engine.Heads;

/// <summary>What an operator wants an account to do in one operation. It says nothing about any other operation.</summary>
/// <param name="Rev">The operation's revision that says so: one that arrives late does not replace a later one.</param>
public sealed record Control(OperationId OperationId, ControlAction Action, long Rev)
{
    /// <summary>What a head holds when this is written over what it held.</summary>
    public Control Over(Control? held) => held is not null && held.OperationId == OperationId && held.Rev > Rev ? held : this;
}

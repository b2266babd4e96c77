using Batchline.Simulator.Calls;

namespace Batchline.Simulator.Faults;

/// <summary>What a fault does, as the help and docs/simulator.md say it.</summary>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class FaultNoteAttribute(string text, CallKind only = CallKind.Other) : Attribute
{
    public string Text => text;

    /// <summary>The one call that can go wrong in this way; <see cref="CallKind.Other"/> for all of them.</summary>
    public CallKind Only => only;
}

namespace Batchline.Engine.Heads;

/// <summary>The answer to a command.</summary>
public sealed record CommandResult(string CommandId, bool Ok, string Message)
{
    /// <summary>Workiz refused the key, as opposed to an answer that says nothing about it.</summary>
    public bool Refused { get; init; }
}

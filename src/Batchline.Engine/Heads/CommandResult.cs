namespace Batchline.Engine.Heads;

/// <summary>The answer to a command.</summary>
public sealed record CommandResult(string CommandId, bool Ok, string Message)
{
    /// <summary>Workiz refused the key. Without it, a failure says nothing about the key.</summary>
    public bool Refused { get; init; }
}

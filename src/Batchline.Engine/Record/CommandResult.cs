namespace Batchline.Engine.Record;

/// <summary>The answer to a command.</summary>
public sealed record CommandResult(string CommandId, bool Ok, string Message);

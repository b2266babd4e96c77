namespace Batchline.Engine.Heads;

/// <summary>A job that changed, according to a hint from outside.</summary>
/// <param name="Attempts">How many requests for it have failed.</param>
public sealed record Refetch(string Uuid, int Attempts);

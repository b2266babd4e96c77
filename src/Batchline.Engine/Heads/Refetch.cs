namespace Batchline.Engine.Heads;

/// <summary>A job that something outside says has changed.</summary>
/// <param name="Attempts">Times it was asked for in vain.</param>
public sealed record Refetch(string Uuid, int Attempts);

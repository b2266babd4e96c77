namespace Batchline.Benchmarks.Callers;

/// <summary>Callers that read the same list of paths in a loop, each from another place in it.</summary>
internal sealed record Party(int Callers, IReadOnlyList<string> Paths);

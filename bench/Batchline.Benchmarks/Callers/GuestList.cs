namespace Batchline.Benchmarks.Callers;

/// <summary>Who calls at once.</summary>
/// <param name="Token">Null: strangers, who have none.</param>
/// <param name="Streams">One caller each, who listens until the stream ends and then comes again.</param>
internal sealed record GuestList(int Port, string? Token, IReadOnlyList<Party> Parties, IReadOnlyList<string> Streams);

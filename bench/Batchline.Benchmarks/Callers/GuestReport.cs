namespace Batchline.Benchmarks.Callers;

/// <summary>What the guests of one visit met.</summary>
internal sealed record GuestReport
{
    /// <summary>Answers by status.</summary>
    public required IReadOnlyDictionary<int, long> Statuses { get; init; }

    /// <summary>Answers that no caller should get, as <c>status path</c>: every 5xx but a 503 that says when to come again, and a 429 that does not.</summary>
    public required IReadOnlyDictionary<string, long> Wrong { get; init; }

    /// <summary>Connections that failed, or ended within an answer.</summary>
    public required long Broken { get; init; }

    public required long Bytes { get; init; }

    /// <summary>What the guests took of the machine that they share with the program.</summary>
    public required double ProcessorSeconds { get; init; }

    /// <summary>Streams that told something within the last seconds of the visit.</summary>
    public required int StreamsAlive { get; init; }

    /// <summary>Streams that had to be opened again.</summary>
    public required int StreamsReopened { get; init; }

    public required double LongestSilenceSeconds { get; init; }

    /// <summary>Two visits as one.</summary>
    public GuestReport And(GuestReport other) => new()
    {
        Statuses = Sum(Statuses, other.Statuses),
        Wrong = Sum(Wrong, other.Wrong),
        Broken = Broken + other.Broken,
        Bytes = Bytes + other.Bytes,
        ProcessorSeconds = ProcessorSeconds + other.ProcessorSeconds,
        StreamsAlive = Math.Min(StreamsAlive, other.StreamsAlive),
        StreamsReopened = StreamsReopened + other.StreamsReopened,
        LongestSilenceSeconds = Math.Max(LongestSilenceSeconds, other.LongestSilenceSeconds),
    };

    public override string ToString() => $"{(Statuses.Count == 0 ? "no answer" : Text(Statuses))}; {Broken:N0} broken connections, {Bytes / 1e6:N0} MB, read with {ProcessorSeconds:0.0} s of processor";

    public static string Text<TKey>(IReadOnlyDictionary<TKey, long> counts)
        where TKey : notnull => string.Join(", ", counts.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value:N0}"));

    private static Dictionary<TKey, long> Sum<TKey>(IReadOnlyDictionary<TKey, long> one, IReadOnlyDictionary<TKey, long> other)
        where TKey : notnull => one.Concat(other).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value));
}

namespace Batchline.Engine.Pace;

/// <summary>What an account's head remembers about its quota; <see cref="QuotaLearner"/> says what follows from it.</summary>
public sealed record LearnedPace
{
    /// <summary>Learned calls per window; null before the first 429.</summary>
    public int? LearnedCalls { get; init; }

    /// <summary>The calls of the last window.</summary>
    public CallCount Calls { get; init; } = new();

    /// <summary>How long a call has recently taken, including recording its answer; zero: unknown.</summary>
    public TimeSpan CallTime { get; init; }

    /// <summary>The 429s since the last call that was let in; null: none.</summary>
    public QuotaOverrun? Overrun { get; init; }

    /// <summary>Calls above <see cref="LearnedCalls"/> that are being tried; 0: none.</summary>
    public int ProbeStep { get; init; }

    /// <summary>What was learned before the steps that are being tried.</summary>
    public int ProvenCalls { get; init; }

    /// <summary>When any of these three last changed, by the store's clock.</summary>
    public DateTimeOffset? ChangedAt { get; init; }
}

using Batchline.Simulator.Calls;

namespace Batchline.Simulator.Faults;

/// <summary>A fault at a place and a time. What is left out does not matter; everything else has to match.</summary>
public sealed record FaultRule
{
    /// <summary><see cref="FaultKind.None"/> exempts what it matches from later rules, bad jobs and rates.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>The account's place in the simulator's tokens, from 0.</summary>
    public int? Account { get; init; }

    public CallKind? Call { get; init; }

    /// <summary>Requests of job/get for this job: its UUID, or its number from 0 in at most five digits.</summary>
    public string? Job { get; init; }

    /// <summary>Requests of job/all for this page, from 0. Where the offset counts records: offset / records.</summary>
    public int? Page { get; init; }

    /// <summary>Time since the start or the last reset.</summary>
    public TimeSpan? From { get; init; }

    /// <summary>Time since the start or the last reset.</summary>
    public TimeSpan? Until { get; init; }

    /// <summary>Instead of <see cref="Until"/>: this long, from <see cref="From"/> or else from when the rule is set.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>Only the first N requests for each job, page or probe since the start.</summary>
    public int? First { get; init; }

    /// <summary>The share of the requests that match otherwise, by the seed; the others go on to the next rule.</summary>
    public double? Share { get; init; }

    /// <summary>The most rows a page has with <see cref="FaultKind.FewerRows"/>.</summary>
    public int? Rows { get; init; }

    /// <summary>How large the record or each row is with <see cref="FaultKind.HugeBody"/>, HugeRow and HugePage.</summary>
    public int? Bytes { get; init; }

    /// <summary>The same rule with times that count from the start alone.</summary>
    internal FaultRule SetAt(TimeSpan now) => For is { } length
        ? this with { From = From ?? now, Until = (From ?? now) + length, For = null }
        : this;

    /// <summary>Whether the place and the time match; <see cref="Share"/> is not looked at.</summary>
    internal bool Matches(Visit visit, TimeSpan now) =>
        (Account is not { } account || account == visit.Account)
        && (Call is not { } call || call == visit.Kind)
        && (Job is not { } job || visit.Kind == CallKind.JobGet && IsAbout(visit, job))
        && (Page is not { } page || visit.Kind == CallKind.JobAll && page == visit.Page)
        && (From is not { } from || now >= from)
        && (Until is not { } until || now < until)
        && (First is not { } first || visit.Ask < first)
        && FaultKinds.Fits(Kind, visit.Kind);

    private static bool IsAbout(Visit visit, string job) =>
        NumberOf(job) is { } number ? number == visit.Job : job == visit.Uuid;

    private static int? NumberOf(string job) =>
        job.Length is > 0 and <= 5 && job.All(char.IsAsciiDigit) ? int.Parse(job, System.Globalization.CultureInfo.InvariantCulture) : null;
}

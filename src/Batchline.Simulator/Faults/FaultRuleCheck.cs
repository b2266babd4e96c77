using Batchline.Simulator.Calls;

namespace Batchline.Simulator.Faults;

/// <summary>What makes a rule impossible, one sentence each.</summary>
internal static class FaultRuleCheck
{
    public static IEnumerable<string> FindFaults(FaultRule rule, int accounts) => Of(rule, accounts).Select(fault => $"The rule {rule.Kind}: {fault}");

    private static IEnumerable<string> Of(FaultRule rule, int accounts) =>
        Place(rule, accounts).Concat(Time(rule)).Concat(Size(rule));

    private static IEnumerable<string> Place(FaultRule rule, int accounts)
    {
        if (rule.Account is { } account && (account < 0 || account >= accounts))
            yield return $"there is no account {account}, only 0 to {accounts - 1}.";
        if (rule.Call == CallKind.Other)
            yield return "call is JobAll, JobGet or TeamAll.";
        if (rule is { Job: not null, Page: not null })
            yield return "a job and a page exclude each other.";
        if (rule is { Job: not null, Call: not (null or CallKind.JobGet) } || rule is { Page: not null, Call: not (null or CallKind.JobAll) })
            yield return $"{(rule.Job is null ? "a page is of JobAll" : "a job is of JobGet")}, not of {rule.Call}.";
        if (FaultKinds.Only(rule.Kind) is { } only && (CallOf(rule) ?? only) != only)
            yield return $"only {only} can go wrong in this way.";
        if (rule.Page < 0)
            yield return "pages count from 0.";
    }

    private static IEnumerable<string> Time(FaultRule rule)
    {
        if (rule is { Until: not null, For: not null })
            yield return "until and for exclude each other.";
        if (rule.From < TimeSpan.Zero || rule.For <= TimeSpan.Zero || rule.Until <= (rule.From ?? TimeSpan.Zero))
            yield return "it must begin at zero or later and end after it began.";
        if (rule.First < 1)
            yield return "first must be 1 or more.";
        if (rule.Share is not (null or (>= 0 and <= 1)))
            yield return $"share is {rule.Share}; it must be 0 to 1.";
    }

    private static IEnumerable<string> Size(FaultRule rule)
    {
        if (rule.Rows is not (null or (>= 1 and <= 100)))
            yield return $"rows is {rule.Rows}; it must be 1 to 100.";
        if (rule.Bytes is not (null or (>= 1 and <= 1 << 30)))
            yield return $"bytes is {rule.Bytes}; it must be 1 to {1 << 30}.";
        if (rule.Rows is not null && rule.Kind != FaultKind.FewerRows)
            yield return "rows belongs to FewerRows.";
        if (rule.Bytes is not null && rule.Kind is not (FaultKind.HugeBody or FaultKind.HugePage or FaultKind.HugeRow))
            yield return "bytes belongs to HugeBody, HugePage and HugeRow.";
    }

    private static CallKind? CallOf(FaultRule rule) => rule switch
    {
        { Call: { } call } => call,
        { Job: not null } => CallKind.JobGet,
        { Page: not null } => CallKind.JobAll,
        _ => null,
    };
}

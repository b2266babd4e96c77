using Batchline.Simulator.Faults;

namespace Batchline.Commands.Simulate;

/// <summary>Every kind of fault and how a rule names it, for the help and for <c>simulate --faults</c>.</summary>
internal static class FaultTable
{
    private const string Rules = """
        --faults takes 'nasty' (one request in five fails, each time in another way), shares of requests (ServerError=0.05,Gone=0.01),
        or a rule that says where and when: KIND[@CALL][/NAME=VALUE,…]. Repeated, they add up; of the rules the first that matches
        counts. CALL is JobGet, JobAll or TeamAll. The names:
          account=1      the account, from 0, in the order of the keys
          job=ABC123     the job by its UUID, or by its number from 0 (up to five digits)
          page=0         the page of job/all, from 0
          from=10s       not before, counted from the start
          until=1m       not after that, counted from the start
          for=30s        this long, from 'from' or else from the start
          first=3        only the first N requests for each job, page or probe
          share=0.5      only this share of what matches
          rows=30        how many rows a page of FewerRows has at most
          bytes=5000000  how large the record of HugeBody and HugeRow is, and each row of HugePage
        The kind None in a rule exempts what it matches from later rules and from shares.

        Kinds; where a call is named, only that call can go wrong in this way:
        """;

    public static string Text { get; } = string.Join('\n', [Rules.ReplaceLineEndings("\n"), .. FaultKinds.All.Select(Line)]);

    private static string Line(FaultKind kind) => $"  {kind,-26}  {FaultKinds.Only(kind),-6}  {FaultKinds.Note(kind)}";
}

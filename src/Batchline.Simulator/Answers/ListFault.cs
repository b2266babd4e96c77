using Batchline.Simulator.Faults;
using Batchline.Simulator.Shapes;

namespace Batchline.Simulator.Answers;

/// <summary>What is wrong with a page of job/all.</summary>
/// <param name="AddsRows">Whether any page may have a row too many, this one or another.</param>
internal readonly record struct ListFault(FaultKind Kind, int Rows, int? Bytes, bool AddsRows)
{
    private const int FewRows = 50;

    public static ListFault Of(Visit visit, FaultPlan plan) =>
        new(visit.Fault, visit.Rule?.Rows ?? FewRows, visit.Rule?.Bytes, plan.AddsRows);

    /// <summary>The shape the fault asks for, or null where it leaves the usual one.</summary>
    public ListShape? Shape => Kind switch
    {
        FaultKind.NumericKeys => ListShape.NumericKeys,
        FaultKind.JobsKey => ListShape.Jobs,
        FaultKind.OffsetIgnored or FaultKind.OffsetClamped or FaultKind.CyclicPages => ListShape.Envelope,
        FaultKind.OffsetIgnoredNoHasMore or FaultKind.OffsetClampedNoHasMore => ListShape.NoHasMore,
        _ => null,
    };

    /// <summary>Whether there are more rows whatever the jobs say.</summary>
    public bool NeverEnds => Kind is FaultKind.OffsetIgnored or FaultKind.OffsetClamped or FaultKind.CyclicPages;
}

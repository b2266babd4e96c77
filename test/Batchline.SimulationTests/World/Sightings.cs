using Batchline.SimulationTests.Workiz;
using Batchline.Simulator.Faults;

namespace Batchline.SimulationTests.World;

/// <summary>What a request for a faulty job, list, or path counts as; null: nothing is wrong with it.</summary>
internal static class Sightings
{
    public static Happening? Of(FaultKind? fault) => fault switch
    {
        FaultKind.RefusedToken => Happening.RefusedJob,
        FaultKind.BadRequest => Happening.RejectedJob,
        FaultKind.FlagFalse => Happening.TroubledJob,
        FaultKind.UnknownEndPoint => Happening.UnroutedJob,
        _ => null,
    };

    public static Happening? Of(SimListKind kind) => kind switch
    {
        SimListKind.Records => Happening.OffsetOfRecords,
        SimListKind.Repeats => Happening.RepeatedPage,
        SimListKind.Clamped => Happening.ClampedOffset,
        _ => null,
    };

    public static Happening Of(PathFault fault) => (fault.Path, fault.Lasts) switch
    {
        (SimPath.Jobs, false) => Happening.PassingJobsFault,
        (SimPath.Jobs, true) => Happening.LastingJobsFault,
        (SimPath.List, false) => Happening.PassingListFault,
        (SimPath.List, true) => Happening.LastingListFault,
        (SimPath.LaterPages, _) => Happening.LaterPagesFault,
        _ => Happening.ProbeFault,
    };
}

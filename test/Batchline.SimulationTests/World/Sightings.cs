using Batchline.SimulationTests.Workiz;

namespace Batchline.SimulationTests.World;

/// <summary>What happens when a request meets a job, a list or a path that is not as it should be; null: nothing does.</summary>
internal static class Sightings
{
    public static Happening? Of(SimJobKind? kind) => kind switch
    {
        SimJobKind.Refused => Happening.RefusedJob,
        SimJobKind.Rejected => Happening.RejectedJob,
        SimJobKind.Trouble => Happening.TroubledJob,
        SimJobKind.NoEndPoint => Happening.UnroutedJob,
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

using Batchline.Simulator.Faults;

namespace Batchline.SimulationTests.Workiz;

/// <summary>One path of an account that always answers badly, for a while or forever.</summary>
internal sealed record PathFault(SimPath Path, FaultKind Kind, TimeSpan From, TimeSpan Until)
{
    /// <summary>A passing fault is over well before a path is given up, which takes ten minutes.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(7);

    private static readonly TimeSpan LatestBeginning = TimeSpan.FromMinutes(1);

    private static readonly FaultKind[] Kinds =
        [FaultKind.RefusedToken, FaultKind.BadRequest, FaultKind.FlagFalse, FaultKind.UnknownEndPoint, FaultKind.TruncatedJson, FaultKind.ServerError];

    public bool Lasts => Until == TimeSpan.MaxValue;

    public bool Hits(SimPath path, TimeSpan now) =>
        (path == Path || (path == SimPath.LaterPages && Path == SimPath.List)) && now >= From && now < Until;

    /// <summary>Null: every path of the account works.</summary>
    public static PathFault? Draw(Random random)
    {
        if (random.Next(3) > 0)
            return null;
        var from = random.Next(2) == 0 ? TimeSpan.Zero : LatestBeginning * random.NextDouble();
        return new PathFault(
            (SimPath)random.Next(4), Kinds[random.Next(Kinds.Length)], from, random.Next(2) == 0 ? TimeSpan.MaxValue : from + Longest);
    }
}

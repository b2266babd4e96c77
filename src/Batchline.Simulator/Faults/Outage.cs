namespace Batchline.Simulator.Faults;

/// <summary>A time during which nothing works. Times count from the start.</summary>
internal sealed record Outage(TimeSpan From, TimeSpan Until, OutageMode Mode)
{
    public static readonly Outage Never = new(TimeSpan.Zero, TimeSpan.Zero, OutageMode.Reset);

    public bool Refuses(TimeSpan now) => Mode == OutageMode.Refused && Covers(now);

    public FaultKind At(TimeSpan now) => !Covers(now) ? FaultKind.None : Mode switch
    {
        OutageMode.Refused => FaultKind.ConnectionRefused,
        OutageMode.Reset => FaultKind.ResetBeforeHeaders,
        _ => FaultKind.CloudflarePage,
    };

    private bool Covers(TimeSpan now) => now >= From && now < Until;
}

namespace Batchline.SimulationTests.World;

/// <summary>One account of the simulated Workiz, and what was seen of its requests.</summary>
internal sealed class RemoteAccount(IReadOnlyList<SimJob> jobs)
{
    public IReadOnlyList<SimJob> Jobs => jobs;

    public TimeSpan? LastArrival { get; set; }

    public int InFlight { get; set; }

    /// <summary>Requests that came before the pace allowed (S2).</summary>
    public int Early { get; set; }

    /// <summary>Requests that came while another was in flight (S1).</summary>
    public int Overlapping { get; set; }
}

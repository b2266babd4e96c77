namespace Batchline.Rehearsal.World;

/// <summary>What the simulated Workiz saw of one account's requests, and the account's quota.</summary>
internal sealed class SimArrivals(TimeSpan interval)
{
    private readonly Queue<TimeSpan> _counted = new();
    private readonly List<SimRequest> _inFlight = [];

    /// <summary>Null: no quota.</summary>
    public SimQuota? Quota { get; set; }

    public TimeSpan? Last { get; private set; }

    public int Requests { get; private set; }

    /// <summary>Requests answered with 429.</summary>
    public int Refused { get; private set; }

    /// <summary>Requests that came before the pace allowed (S2).</summary>
    public int Early { get; private set; }

    /// <summary>Requests during which another one came (S1). A request that a stopped process left behind counts once, however many its successor sends.</summary>
    public int Overlapping { get; private set; }

    public SimRequest Arrive(TimeSpan now)
    {
        if (Last is { } last && now - last < interval - TimeSpan.FromMicroseconds(1))
            Early++;
        foreach (var other in _inFlight.Where(other => !other.IsOverlapped))
        {
            other.IsOverlapped = true;
            Overlapping++;
        }
        Last = now;
        Requests++;
        var request = new SimRequest(IsWithinQuota(now));
        _inFlight.Add(request);
        if (!request.IsWithinQuota)
            Refused++;
        return request;
    }

    public void Leave(SimRequest request) => _inFlight.Remove(request);

    private bool IsWithinQuota(TimeSpan now)
    {
        if (Quota is not { } quota)
            return true;
        while (_counted.TryPeek(out var oldest) && now - oldest >= quota.Window)
            _counted.Dequeue();
        if (_counted.Count >= quota.Calls)
            return false;
        _counted.Enqueue(now);
        return true;
    }
}

using Batchline.Engine.Leases;

namespace Batchline.Engine.Sending;

/// <summary>
/// The moment one request leaves. The client asks once the connection is open, perhaps on another thread: opening it takes
/// time, and the pace counts from this moment.
/// </summary>
internal sealed class Departure(Lease lease)
{
    private readonly TimeSpan _begun = lease.Sending.Now;
    private volatile bool _left;

    /// <summary>True: it leaves now. False: its reserved time is over.</summary>
    public bool Leave()
    {
        if (!lease.MayLeave)
            return false;
        lease.Sending.MarkSent(lease.Sending.Now);
        _left = true;
        return true;
    }

    /// <summary>The client has begun. On an open connection, the request has left by now.</summary>
    public void Begun()
    {
        // Counted from here, a thread that was delayed in between does not make the next request come too soon.
        if (_left)
            lease.Sending.MarkSent(lease.Sending.Now);
    }

    public void Over()
    {
        // No connection opened, so the request never left: count from the attempt.
        if (!_left)
            lease.Sending.MarkSent(_begun);
    }
}

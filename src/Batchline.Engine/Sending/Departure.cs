using Batchline.Engine.Leases;

namespace Batchline.Engine.Sending;

/// <summary>
/// When one request leaves. The client asks when the connection is open, perhaps on another thread: opening one takes its
/// time, and the pace counts from here.
/// </summary>
internal sealed class Departure(Lease lease)
{
    private readonly TimeSpan _begun = lease.Sending.Now;
    private volatile bool _left;

    /// <summary>True: it leaves now. False: the time that was reserved for it is over.</summary>
    public bool Leave()
    {
        if (!lease.MayLeave)
            return false;
        lease.Sending.MarkSent(lease.Sending.Now);
        _left = true;
        return true;
    }

    /// <summary>
    /// The client has begun. On an open connection the request has left by now: counted from here, a thread that was held up
    /// on the way does not bring the next request nearer.
    /// </summary>
    public void Begun()
    {
        if (_left)
            lease.Sending.MarkSent(lease.Sending.Now);
    }

    /// <summary>The request is over. One that never left, for want of a connection, counts from the attempt.</summary>
    public void Over()
    {
        if (!_left)
            lease.Sending.MarkSent(_begun);
    }
}

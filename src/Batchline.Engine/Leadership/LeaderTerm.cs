namespace Batchline.Engine.Leadership;

/// <summary>
/// An unbroken time in which this process leads. What it does as the leader ends soon after <see cref="Over"/>, and at the
/// latest when no time is <see cref="Left"/>, which is before any other process can lead.
/// </summary>
public sealed class LeaderTerm(long fence, TimeProvider clock, CancellationToken over)
{
    private volatile Proof _proof = new(0, TimeSpan.Zero);

    /// <summary>The role's fence; greater than that of every earlier term.</summary>
    public long Fence => fence;

    /// <summary>Canceled when the process stops or the role is lost.</summary>
    public CancellationToken Over => over;

    /// <summary>By this node's monotonic clock; never negative.</summary>
    public TimeSpan Left
    {
        get
        {
            var proof = _proof;
            if (proof.Lasting == TimeSpan.MaxValue)
                return proof.Lasting;
            var left = proof.Lasting - clock.GetElapsedTime(proof.SentAt);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <param name="sentAt">A moment before the call was sent by which the store extended the term.</param>
    /// <param name="lasting">Less than the store granted, so that an abort has time to take effect.</param>
    internal void Extend(long sentAt, TimeSpan lasting) => _proof = new Proof(sentAt, lasting);

    /// <summary>The role was given up: the leases taken under it do not end with it.</summary>
    internal void Leave() => _proof = new Proof(0, TimeSpan.MaxValue);

    private sealed record Proof(long SentAt, TimeSpan Lasting);
}

namespace Batchline.Engine.Leadership;

/// <summary>
/// A stretch of time in which this process leads. What it does as the leader ends with the term: soon after <see cref="Over"/>,
/// and at the latest when nothing is <see cref="Left"/>, which is before any other process can lead.
/// </summary>
public sealed class LeaderTerm(long fence, TimeProvider clock, CancellationToken over)
{
    private volatile Proof _proof = new(0, TimeSpan.Zero);

    /// <summary>Of the role; greater than that of every earlier term.</summary>
    public long Fence => fence;

    /// <summary>The process stops, or the role is lost.</summary>
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

    /// <param name="sentAt">Before the call went out by which the store made the term longer.</param>
    /// <param name="lasting">Less than what the store gave, so that an abort has time to take effect.</param>
    internal void Extend(long sentAt, TimeSpan lasting) => _proof = new Proof(sentAt, lasting);

    /// <summary>The role was given up: the leases that were taken under it do not end with it.</summary>
    internal void Leave() => _proof = new Proof(0, TimeSpan.MaxValue);

    private sealed record Proof(long SentAt, TimeSpan Lasting);
}

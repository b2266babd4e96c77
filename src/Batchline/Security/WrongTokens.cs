using System.Net;
using System.Threading.RateLimiting;

namespace Batchline.Security;

/// <summary>
/// Counts the wrong tokens of each address, which may show <see cref="Burst"/> at once and then one per second. A right token is
/// never refused, or a forgotten script would lock out the office it runs in.
/// </summary>
internal sealed class WrongTokens : IDisposable
{
    public const int Burst = 50;

    private static readonly TimeSpan OneEvery = TimeSpan.FromSeconds(1);

    private readonly PartitionedRateLimiter<IPAddress> _tries = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetTokenBucketLimiter(address, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Burst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = OneEvery,
        }));

    /// <summary>In seconds.</summary>
    public static string RetryAfter => $"{OneEvery.TotalSeconds:0}";

    /// <summary>False: the address has shown too many.</summary>
    public bool MayShowAnother(IPAddress address)
    {
        using var lease = _tries.AttemptAcquire(address);
        return lease.IsAcquired;
    }

    public void Dispose() => _tries.Dispose();
}

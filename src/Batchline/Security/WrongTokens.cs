using System.Collections.Concurrent;
using System.Net;
using System.Threading.RateLimiting;

namespace Batchline.Security;

/// <summary>
/// Slows down whoever tries tokens: an address that has shown <see cref="Burst"/> wrong ones has its next looked at once a second.
/// An address that has shown a right one before is spared, or one forgotten script would lock out the office it stands in. So is
/// loopback, where a proxy that tells no addresses would make one caller of all.
/// </summary>
internal sealed class WrongTokens : IDisposable
{
    public const int Burst = 20;

    /// <summary>Of addresses that have shown a right token. Only those who know one can fill it.</summary>
    private const int MostTrusted = 10_000;

    private static readonly TimeSpan OneEvery = TimeSpan.FromSeconds(1);

    private readonly PartitionedRateLimiter<IPAddress> _tries = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetTokenBucketLimiter(address, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Burst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = OneEvery,
        }));

    private readonly ConcurrentDictionary<IPAddress, bool> _trusted = new();

    /// <summary>In seconds.</summary>
    public static string RetryAfter => $"{OneEvery.TotalSeconds:0}";

    /// <summary>The address has used up its tries: what it shows must not be looked at now.</summary>
    public bool MustWait(IPAddress address)
    {
        if (IsSpared(address))
            return false;
        using var look = _tries.AttemptAcquire(address, permitCount: 0);
        return !look.IsAcquired;
    }

    public void Wrong(IPAddress address)
    {
        if (!IsSpared(address))
            _tries.AttemptAcquire(address).Dispose();
    }

    public void Right(IPAddress address)
    {
        if (_trusted.Count < MostTrusted)
            _trusted.TryAdd(address, true);
    }

    public void Dispose() => _tries.Dispose();

    private bool IsSpared(IPAddress address) => IPAddress.IsLoopback(address) || _trusted.ContainsKey(address);
}

using System.Collections.Concurrent;
using System.Net;
using System.Threading.RateLimiting;

namespace Batchline.Security;

/// <summary>
/// Slows down whoever guesses tokens: an address may show <see cref="Burst"/> at once and then one a second.
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

    /// <summary>False: the address has used up its tries, so what it shows must not be looked at now.</summary>
    public bool MayTry(IPAddress address)
    {
        if (IPAddress.IsLoopback(address) || _trusted.ContainsKey(address))
            return true;
        using var lease = _tries.AttemptAcquire(address);
        return lease.IsAcquired;
    }

    public void Right(IPAddress address)
    {
        if (_trusted.Count < MostTrusted)
            _trusted.TryAdd(address, true);
    }

    public void Dispose() => _tries.Dispose();
}

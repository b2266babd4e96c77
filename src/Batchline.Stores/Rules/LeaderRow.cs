using Batchline.Engine.Leadership;

namespace Batchline.Stores.Rules;

/// <summary>The leader's role as it is stored. Times are unix milliseconds of the store's clock.</summary>
/// <param name="Holder">The process, in stores that can tell a dead one from a live one.</param>
/// <param name="ExpiresAt">0 if the role was given up, or if its holder is known to be dead and its leases are free.</param>
internal sealed record LeaderRow(string Owner, string Holder, long Fence, long ExpiresAt)
{
    /// <summary>The row once the owner has taken or kept the role; null if somebody else holds it.</summary>
    public static LeaderRow? Take(LeaderRow? row, string owner, string holder, TimeSpan lasting, DateTimeOffset now)
    {
        var (at, until) = (now.ToUnixTimeMilliseconds(), (now + lasting).ToUnixTimeMilliseconds());
        if (row is not null && row.ExpiresAt > at)
            return row.Owner == owner ? row with { ExpiresAt = until } : null;
        return new LeaderRow(owner, holder, Math.Max((row?.Fence ?? 0) + 1, at), until);
    }

    /// <param name="taken">What <see cref="Take"/> made of the row.</param>
    /// <param name="before">The row before.</param>
    public static LeaderClaim Claim(LeaderRow taken, LeaderRow? before) =>
        new(taken.Fence, before is { ExpiresAt: > 0 } && before.Fence < taken.Fence ? before.Fence : null);
}

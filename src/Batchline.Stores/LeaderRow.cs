namespace Batchline.Stores;

/// <summary>The leader's role as it is stored. Times are unix milliseconds of the store's clock.</summary>
/// <param name="Holder">The process, where a dead one can be told from a live one.</param>
internal sealed record LeaderRow(string Owner, string Holder, long Fence, long ExpiresAt)
{
    /// <summary>The row once the owner has taken or kept the role; null: somebody else holds it.</summary>
    public static LeaderRow? Take(LeaderRow? row, string owner, string holder, TimeSpan lasting, DateTimeOffset now)
    {
        var isHeld = row is not null && row.ExpiresAt > UnixTime.Floor(now);
        if (isHeld && row?.Owner != owner)
            return null;
        var until = UnixTime.Floor(now + lasting);
        return isHeld && row is not null
            ? row with { ExpiresAt = until }
            : new LeaderRow(owner, holder, Math.Max((row?.Fence ?? 0) + 1, UnixTime.Floor(now)), until);
    }
}

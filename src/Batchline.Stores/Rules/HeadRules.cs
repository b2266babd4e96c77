using Batchline.Engine.Heads;

namespace Batchline.Stores.Rules;

/// <summary>How a head changes, for stores that read it and write it back under a lock.</summary>
internal static class HeadRules
{
    /// <summary>The head with the lease taken; null if somebody else holds it; the row itself if the owner already has it.</summary>
    public static HeadRow? Acquire(
        HeadRow? row, AccountId account, string owner, string holder, long? leader, TimeSpan lease, DateTimeOffset now)
    {
        if (row is not null && IsLeased(row, now))
            return row.Owner == owner ? row : null;
        var old = row ?? new HeadRow { AccountId = account };
        return old with
        {
            Fence = Math.Max(old.Fence + 1, Floor(now)),
            Seq = old.Seq + 1,
            Owner = owner,
            Holder = holder,
            Leader = leader,
            ExpiresAt = Floor(now + lease),
            Released = false,
            TakenOver = !old.Released,
            DueAt = old.DueAt <= Floor(now) ? Floor(now + lease) : old.DueAt,
        };
    }

    /// <summary>The head after the write; null if the fence or the sequence differs; the row itself if it already has the write.</summary>
    public static HeadRow? Commit(HeadRow row, HeadWrite write, DateTimeOffset now)
    {
        if (row.Fence != write.Fence)
            return null;
        if (row.WriteId == write.WriteId)
            return row;
        if (row.Seq != write.Seq)
            return null;
        var held = write.Lease > TimeSpan.Zero;
        var reserved = Ceiling(now + write.Wait + write.Reserve);
        var commands = write.HandledCommands.Count == 0
            ? row.Commands
            : [.. row.Commands.Where(command => !write.HandledCommands.Contains(command.Id))];
        return row with
        {
            Seq = row.Seq + 1,
            WriteId = write.WriteId,
            ExpiresAt = held ? Floor(now + write.Lease) : 0,
            Released = !held,
            Owner = held ? row.Owner : null,
            Holder = held ? row.Holder : null,
            SendFrom = Ceiling(now + write.Wait),
            NotBefore = held ? Math.Max(row.NotBefore, reserved) : Ceiling(now + write.Wait),
            DueAt = DueAt(row, commands, write, now),
            Commands = commands,
            Body = write.Body,
        };
    }

    /// <summary>Frees the lease of a process that is known to be dead and therefore sends nothing more.</summary>
    public static HeadRow FreeOfDead(HeadRow row, DateTimeOffset now) => End(row, now) with { Holder = null, NotBefore = row.SendFrom };

    /// <summary>Ends a lease early. Its holder may have sent until now, so what it reserved stays reserved.</summary>
    public static HeadRow End(HeadRow row, DateTimeOffset now) => row with
    {
        ExpiresAt = 0,
        DueAt = row.DueAt is { } due ? Math.Min(due, Floor(now)) : null,
    };

    public static HeadRow Wake(HeadRow row, DateTimeOffset now) =>
        row with { DueAt = Math.Min(row.DueAt ?? long.MaxValue, Floor(now)) };

    public static bool IsLeased(HeadRow row, DateTimeOffset now) => !row.Released && row.ExpiresAt > Floor(now);

    public static HeadView View(HeadRow row, DateTimeOffset now)
    {
        var wait = DateTimeOffset.FromUnixTimeMilliseconds(row.NotBefore) - now;
        return new HeadView
        {
            AccountId = row.AccountId,
            Fence = row.Fence,
            Seq = row.Seq,
            Leased = IsLeased(row, now),
            TakenOver = row.TakenOver,
            Wait = wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
            StoreNow = now,
            DueAt = row.DueAt is { } due ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null,
            Control = row.Control,
            Commands = row.Commands,
            Body = row.Body,
        };
    }

    private static long? DueAt(HeadRow row, IReadOnlyList<HeadCommand> commands, HeadWrite write, DateTimeOffset now)
    {
        if (row.Control != write.SeenControl || commands.Any(command => !write.SeenCommands.Contains(command.Id)))
            return Floor(now);

        // While a lease is held, the account is due when it ends. If it is due sooner, something woke it meanwhile.
        if (write.Lease == TimeSpan.Zero && row.DueAt <= Floor(now))
            return Floor(now);

        // Rounded up, because a slice that begins a fraction of a millisecond early finds nothing to do.
        if (write.DueIn is { } wait && wait > TimeSpan.Zero)
            return Ceiling(now + wait);
        return write.DueIn is null ? null : Floor(now);
    }

    private static long Floor(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    /// <summary>For times before which something must not happen.</summary>
    private static long Ceiling(DateTimeOffset time)
    {
        var floor = time.ToUnixTimeMilliseconds();
        return DateTimeOffset.FromUnixTimeMilliseconds(floor) < time ? floor + 1 : floor;
    }
}

using System.Globalization;

namespace Batchline.Cluster.Membership;

/// <summary>One entry of the table as the database keeps it.</summary>
internal sealed record StoredSilo
{
    /// <summary>Host, port, and generation, as <see cref="SiloAddress.ToParsableString"/> writes them. It is the entry's key.</summary>
    public required string Address { get; init; }

    /// <summary>The version of the table that this entry was last changed with. It is the entry's etag.</summary>
    public required long Version { get; init; }

    public required SiloStatus Status { get; init; }

    public IReadOnlyList<StoredSuspicion>? Suspicions { get; init; }

    /// <summary>Orleans knows nothing of it.</summary>
    public StoredProgram? Program { get; init; }

    public int ProxyPort { get; init; }

    public string HostName { get; init; } = "";

    public string SiloName { get; init; } = "";

    public string? RoleName { get; init; }

    public int UpdateZone { get; init; }

    public int FaultZone { get; init; }

    public DateTime StartTime { get; init; }

    /// <summary>As the entry came. The store's own time replaces it as soon as the silo has written one.</summary>
    public DateTime AliveTime { get; init; }

    public static string KeyOf(SiloAddress address) => address.ToParsableString();

    public static string EtagOf(long version) => version.ToString(CultureInfo.InvariantCulture);

    public static StoredSilo Of(MembershipEntry entry, long version) => new()
    {
        Address = KeyOf(entry.SiloAddress),
        Version = version,
        Status = entry.Status,
        Suspicions = entry.SuspectTimes?.Select(vote => new StoredSuspicion(KeyOf(vote.Item1), vote.Item2)).ToList(),
        ProxyPort = entry.ProxyPort,
        HostName = entry.HostName,
        SiloName = entry.SiloName,
        RoleName = entry.RoleName,
        UpdateZone = entry.UpdateZone,
        FaultZone = entry.FaultZone,
        StartTime = entry.StartTime,
        AliveTime = entry.IAmAliveTime,
    };

    /// <param name="alive">When the silo was last alive.</param>
    public MembershipEntry ToEntry(DateTimeOffset alive) => new()
    {
        SiloAddress = SiloAddress.FromParsableString(Address),
        Status = Status,
        SuspectTimes = Suspicions?.Select(vote => Tuple.Create(SiloAddress.FromParsableString(vote.By), vote.At)).ToList(),
        ProxyPort = ProxyPort,
        HostName = HostName,
        SiloName = SiloName,
        RoleName = RoleName,
        UpdateZone = UpdateZone,
        FaultZone = FaultZone,
        StartTime = StartTime,
        IAmAliveTime = alive.UtcDateTime,
    };
}

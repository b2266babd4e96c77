using System.Text.Json;
using System.Text.Json.Serialization;
using Batchline.Stores.Membership;

namespace Batchline.Cluster.Membership;

/// <summary>The table of one cluster as it was read.</summary>
internal sealed record StoredTable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public required long Version { get; init; }

    public required IReadOnlyList<StoredSilo> Silos { get; init; }

    public required IReadOnlyDictionary<string, DateTimeOffset> Alive { get; init; }

    public static string NoSilos => Write([]);

    /// <param name="document">Null: the cluster is not there, which Orleans sees as a table without silos.</param>
    public static StoredTable Of(ClusterDocument? document) => new()
    {
        Version = document?.Version ?? 0,
        Silos = document is null ? [] : JsonSerializer.Deserialize<List<StoredSilo>>(document.Members, Json) ?? [],
        Alive = document?.Alive ?? new Dictionary<string, DateTimeOffset>(),
    };

    public static string Write(IReadOnlyList<StoredSilo> silos) => JsonSerializer.Serialize(silos, Json);

    public StoredSilo? Find(SiloAddress address)
    {
        var key = StoredSilo.KeyOf(address);
        return Silos.FirstOrDefault(silo => silo.Address == key);
    }

    /// <summary>Whether a change was decided on what is stored now.</summary>
    public bool IsAt(TableVersion version) => version.VersionEtag == StoredSilo.EtagOf(Version);

    public TableVersion ToVersion() => new(checked((int)Version), StoredSilo.EtagOf(Version));

    public Tuple<MembershipEntry, string> ToRow(StoredSilo silo) => Tuple.Create(EntryOf(silo), StoredSilo.EtagOf(silo.Version));

    /// <summary>As the silo itself wrote it last or, if it has not yet, as its entry came.</summary>
    public DateTimeOffset AliveAt(StoredSilo silo) =>
        Alive.TryGetValue(silo.Address, out var at) ? at : new DateTimeOffset(DateTime.SpecifyKind(silo.AliveTime, DateTimeKind.Utc));

    public MembershipEntry EntryOf(StoredSilo silo) => silo.ToEntry(AliveAt(silo));
}

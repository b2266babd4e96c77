using System.Text.Json;

namespace Batchline.Engine.Records;

/// <summary>One Workiz job record.</summary>
/// <param name="uuid">The job's UUID exactly as Workiz wrote it.</param>
/// <param name="json">The record as one JSON object, with every field and type as received.</param>
public sealed class JobDocument(string uuid, string json) : IEquatable<JobDocument>
{
    /// <summary>Indexes and cursors take only short texts, and no time is that long.</summary>
    private const int MostTime = 100;

    private JsonElement? _root;

    /// <summary>A record that is parsed already; parsing it again would be the most expensive part of handling it.</summary>
    public JobDocument(string uuid, string json, JsonElement root)
        : this(uuid, json) => _root = root;

    public string Uuid { get; } = uuid;

    public string Json { get; } = json;

    /// <summary>The record, parsed on first use.</summary>
    public JsonElement Root => _root ??= JsonElement.Parse(Json);

    /// <summary>As much of a <c>JobDateTime</c> as jobs are sorted by.</summary>
    public static string TimeOf(string jobDateTime) => jobDateTime.Length <= MostTime ? jobDateTime : jobDateTime[..MostTime];

    public bool Equals(JobDocument? other) => other is not null && Uuid == other.Uuid && Json == other.Json;

    public override bool Equals(object? obj) => Equals(obj as JobDocument);

    public override int GetHashCode() => HashCode.Combine(Uuid, Json);

    public override string ToString() => Json;
}

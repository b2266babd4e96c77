using System.Text.Json;

namespace Batchline.Engine.Records;

/// <summary>One Workiz job record.</summary>
/// <param name="uuid">The job's UUID as Workiz wrote it; opaque.</param>
/// <param name="json">The record as one JSON object, every field and type as it came.</param>
public sealed class JobDocument(string uuid, string json) : IEquatable<JobDocument>
{
    private JsonElement? _root;

    /// <summary>A record that is parsed already: nothing else done to it costs as much.</summary>
    public JobDocument(string uuid, string json, JsonElement root)
        : this(uuid, json) => _root = root;

    public string Uuid { get; } = uuid;

    public string Json { get; } = json;

    /// <summary>The record, parsed when it is first asked for.</summary>
    public JsonElement Root => _root ??= JsonElement.Parse(Json);

    public bool Equals(JobDocument? other) => other is not null && Uuid == other.Uuid && Json == other.Json;

    public override bool Equals(object? obj) => Equals(obj as JobDocument);

    public override int GetHashCode() => HashCode.Combine(Uuid, Json);

    public override string ToString() => Json;
}

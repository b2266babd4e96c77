using System.Text.Json.Serialization;

namespace Batchline.Simulator.Calls;

/// <summary>What a request asked for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CallKind>))]
public enum CallKind
{
    /// <summary>A path the API does not have.</summary>
    Other,
    JobAll,
    JobGet,
    TeamAll,
}

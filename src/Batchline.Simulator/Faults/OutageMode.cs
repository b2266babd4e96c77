using System.Text.Json.Serialization;

namespace Batchline.Simulator.Faults;

/// <summary>What clients meet while nothing works.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OutageMode>))]
public enum OutageMode
{
    /// <summary>New connections are cut as they come, requests on open ones at once: as near to a refused connection as a listener gets.</summary>
    Refused,

    /// <summary>Every request ends in a reset.</summary>
    Reset,

    /// <summary>Every request gets Cloudflare's 520 page.</summary>
    Cloudflare,
}

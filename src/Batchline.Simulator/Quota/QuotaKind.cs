using System.Text.Json.Serialization;

namespace Batchline.Simulator.Quota;

[JsonConverter(typeof(JsonStringEnumConverter<QuotaKind>))]
public enum QuotaKind
{
    /// <summary>Counts the calls let through during the last window.</summary>
    Sliding,

    /// <summary>Counts from zero in each window since the start: twice the calls may pass around a boundary.</summary>
    Fixed,
}

using System.Text.Json.Serialization;

namespace Batchline.Simulator.Calls;

/// <summary>What a request did wrong.</summary>
[Flags]
[JsonConverter(typeof(JsonStringEnumConverter<RequestVerdict>))]
public enum RequestVerdict
{
    None = 0,

    /// <summary>S1: it arrived while another of its account was in flight.</summary>
    Overlap = 1,

    /// <summary>S2: it arrived closer to the one before than the pace and the tolerance allow.</summary>
    Early = 2,

    /// <summary>It was sent in a way Workiz may take amiss; looked at in strict mode.</summary>
    Manners = 4,
}

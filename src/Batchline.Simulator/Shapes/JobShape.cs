using System.Text.Json.Serialization;

namespace Batchline.Simulator.Shapes;

/// <summary>How job/get wraps a record.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobShape>))]
public enum JobShape
{
    /// <summary><c>{flag, data:[Job]}</c>, recorded.</summary>
    OneElementArray,

    /// <summary><c>{flag, data:Job}</c></summary>
    PlainObject,

    /// <summary><c>[{flag, data:Job}]</c></summary>
    FlaggedArray,

    /// <summary>Any of these, by the seed.</summary>
    Mixed,
}

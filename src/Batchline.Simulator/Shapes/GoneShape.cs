using System.Text.Json.Serialization;

namespace Batchline.Simulator.Shapes;

/// <summary>How job/get says that a job is gone.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GoneShape>))]
public enum GoneShape
{
    /// <summary>204, nothing else; recorded.</summary>
    NoContent,

    /// <summary>200 with <c>flag:false</c> and "job Not Found".</summary>
    FlagFalse,
    NotFound,

    /// <summary>200 with <c>flag:true</c> and no record.</summary>
    EmptyData,

    /// <summary>Any of these, by the seed.</summary>
    Mixed,
}

using System.Text.Json.Serialization;

namespace Batchline.Commands.Doctor;

/// <summary>How a check came out.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Severity>))]
internal enum Severity
{
    [JsonStringEnumMemberName("good")]
    Good,

    /// <summary>It works, but somebody should look.</summary>
    [JsonStringEnumMemberName("odd")]
    Odd,

    /// <summary>Something does not work until somebody mends it.</summary>
    [JsonStringEnumMemberName("bad")]
    Bad,
}

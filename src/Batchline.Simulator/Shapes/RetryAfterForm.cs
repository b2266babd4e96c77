using System.Text.Json.Serialization;

namespace Batchline.Simulator.Shapes;

/// <summary>How a 429 says when to come back. Nobody has recorded the header of Workiz.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RetryAfterForm>))]
public enum RetryAfterForm
{
    None,
    Seconds,
    Date,
}

using System.Text.Json.Serialization;

namespace Batchline.Api.Requests;

/// <summary>A field of a body that may be left out, which is something else than null.</summary>
[JsonConverter(typeof(OptionalConverterFactory))]
internal readonly record struct Optional<T>(T? Value)
{
    public bool IsSet { get; } = true;

    /// <summary>The value when the field was there, else what stood before.</summary>
    public T? Or(T? before) => IsSet ? Value : before;
}

using System.Text.Json.Serialization;

namespace Batchline.Simulator.Shapes;

/// <summary>How job/all wraps its records.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ListShape>))]
public enum ListShape
{
    /// <summary><c>{flag, data:[Job…], has_more, found, code}</c>, recorded.</summary>
    Envelope,

    /// <summary>The same without <c>has_more</c>.</summary>
    NoHasMore,

    /// <summary><c>[Job…]</c></summary>
    BareArray,

    /// <summary><c>{jobs:[Job…]}</c></summary>
    Jobs,

    /// <summary><c>[{flag, data:Job}…]</c></summary>
    FlaggedArray,

    /// <summary>Any of these, by the seed.</summary>
    Mixed,

    /// <summary><c>{flag, data:{"0":Job…}, has_more, found, code}</c>: what PHP makes of an array after a filter. Not among the mixed.</summary>
    NumericKeys,
}

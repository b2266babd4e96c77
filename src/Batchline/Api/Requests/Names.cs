using System.Text.Json;
using Batchline.Engine.Operations;

namespace Batchline.Api.Requests;

/// <summary>How the values of an enum are written outside: <c>completed_with_errors</c>, and strategies as in the settings: <c>listFirst</c>.</summary>
internal static class Names<T> where T : struct, Enum
{
    private static readonly Dictionary<T, string> ByValue = Enum.GetValues<T>().ToDictionary(
        value => value,
        value => (typeof(T) == typeof(Strategy) ? JsonNamingPolicy.CamelCase : JsonNamingPolicy.SnakeCaseLower).ConvertName(value.ToString()));

    private static readonly Dictionary<string, T> ByName =
        ByValue.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>For messages: all names.</summary>
    public static string All => string.Join(", ", ByName.Keys);

    public static string Of(T value) => ByValue[value];

    public static bool TryParse(string? name, out T value) => ByName.TryGetValue(name ?? "", out value);
}

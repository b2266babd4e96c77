using System.Text.Json;

namespace Batchline.Workiz.Answers;

/// <summary>The rows of a list.</summary>
internal static class RowsOf
{
    /// <summary>
    /// The rows of an array, or of an object whose names are all numbers: PHP writes a list that way after something was
    /// filtered out of it. Null: it is neither.
    /// </summary>
    public static IReadOnlyList<JsonElement>? Find(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => [.. element.EnumerateArray()],
        JsonValueKind.Object when element.EnumerateObject().All(row => IsNumber(row.Name)) => [.. element.EnumerateObject().Select(row => row.Value)],
        _ => null,
    };

    private static bool IsNumber(string name) => name.Length is > 0 and < 10 && name.All(char.IsAsciiDigit);
}

using System.Text.Json;

namespace Batchline.IntegrationTests.Stores;

/// <summary>Compares documents by content: the order of keys and the spelling of numbers such as 4995.50 may differ.</summary>
internal static class JsonShould
{
    public static void Equal(string actual, string expected)
    {
        using var left = JsonDocument.Parse(actual);
        using var right = JsonDocument.Parse(expected);

        JsonElement.DeepEquals(left.RootElement, right.RootElement).ShouldBeTrue($"{actual}\nshould equal\n{expected}");
    }
}

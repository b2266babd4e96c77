using System.Text.Json;

namespace Batchline.IntegrationTests.Stores.Fixtures;

internal static class ContentAssertions
{
    /// <summary>Compares rows with lists in them by what they hold, whatever the types of the lists are.</summary>
    public static void ShouldHold<T>(this T actual, T expected) =>
        JsonSerializer.Serialize(actual).ShouldBe(JsonSerializer.Serialize(expected));

    /// <summary>Compares documents by content: the order of keys and the spelling of numbers such as 4995.50 may differ.</summary>
    public static void ShouldBeTheDocument(this string actual, string expected)
    {
        using var left = JsonDocument.Parse(actual);
        using var right = JsonDocument.Parse(expected);

        JsonElement.DeepEquals(left.RootElement, right.RootElement).ShouldBeTrue($"{actual}\nshould equal\n{expected}");
    }
}

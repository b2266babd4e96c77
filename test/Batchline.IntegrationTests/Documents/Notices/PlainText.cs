namespace Batchline.IntegrationTests.Documents.Notices;

internal static class PlainText
{
    /// <summary>The same words, however their file ends its lines.</summary>
    public static string Of(string text) => string.Join('\n', text.TrimStart('\uFEFF').Split('\n').Select(line => line.TrimEnd())).Trim('\n');

    /// <summary>What two texts are compared by: the words alone.</summary>
    public static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

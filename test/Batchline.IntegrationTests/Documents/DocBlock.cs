using System.Text.RegularExpressions;

namespace Batchline.IntegrationTests.Documents;

/// <summary>A fenced block of a page.</summary>
/// <param name="Needs">A program without which the block is left out; empty: none.</param>
internal sealed partial record DocBlock(string Language, string Needs, string Text)
{
    public static IReadOnlyList<DocBlock> Of(string page) =>
        [.. Fence().Matches(File.ReadAllText(CheckedIn.PathOf(page)))
            .Select(match => new DocBlock(match.Groups["language"].Value, match.Groups["needs"].Value, match.Groups["text"].Value))];

    [GeneratedRegex(@"^```(?<language>\w+)( needs=(?<needs>\S+))?\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}

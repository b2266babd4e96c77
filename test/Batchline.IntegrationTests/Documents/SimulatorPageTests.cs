using System.Text.RegularExpressions;
using Batchline.Simulator.Faults;

namespace Batchline.IntegrationTests.Documents;

public sealed partial class SimulatorPageTests
{
    [Fact]
    public async Task The_page_lists_every_kind_with_its_call_and_what_it_does()
    {
        var page = await File.ReadAllTextAsync(CheckedIn.PathOf("docs/simulator.md"), TestContext.Current.CancellationToken);

        var kinds = page[page.IndexOf("| kind | call |", StringComparison.Ordinal)..];

        Row().Matches(kinds).Select(row => row.Value).ShouldBe(FaultKinds.All.Select(Line));
    }

    private static string Line(FaultKind kind) => FaultKinds.Only(kind) is { } call
        ? $"| `{kind}` | {call} | {FaultKinds.Note(kind)} |"
        : $"| `{kind}` | | {FaultKinds.Note(kind)} |";

    [GeneratedRegex("^\\| `.*$", RegexOptions.Multiline)]
    private static partial Regex Row();
}

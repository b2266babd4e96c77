using System.Text.Json;
using System.Text.RegularExpressions;

namespace Batchline.IntegrationTests.Documents;

public sealed partial class GrafanaTests
{
    [Fact]
    public void The_dashboard_asks_for_metrics_that_the_guide_names()
    {
        var guide = File.ReadAllText(CheckedIn.PathOf("docs/operations.md"));
        var dashboard = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(CheckedIn.PathOf("docs/grafana-dashboard.json")));
        var names = dashboard.GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .SelectMany(target => MetricName().Matches(target.GetProperty("expr").GetString()!)).Select(match => match.Value).Distinct().ToList();

        names.Count.ShouldBeGreaterThan(10);
        names.Where(name => !guide.Contains(Part().Replace(name, ""), StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [GeneratedRegex("batchline_[a-z_]+")]
    private static partial Regex MetricName();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Part();
}

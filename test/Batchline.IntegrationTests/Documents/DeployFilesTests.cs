using System.Text.RegularExpressions;

namespace Batchline.IntegrationTests.Documents;

/// <summary>What the files for containers say about the program.</summary>
public sealed partial class DeployFilesTests
{
    private static readonly string Settings = Text("docs/settings.md");

    [Theory]
    [InlineData("deploy/kubernetes.yaml", 6)]
    [InlineData("deploy/compose.yaml", 3)]
    [InlineData("deploy/compose.mongo.yaml", 2)]
    [InlineData("docs/cluster.md", 5)]
    public void Every_setting_that_a_file_names_exists(string file, int atLeast)
    {
        var named = Variable().Matches(Text(file)).Select(match => match.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal)).Distinct().ToList();

        named.Count.ShouldBeGreaterThanOrEqualTo(atLeast);
        named.ShouldAllBe(setting => Settings.Contains($"| `{setting}` |", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("deploy/kubernetes.yaml", "{ name: BATCHLINE_Hosting__Mode, value: Cluster }")]
    [InlineData("deploy/compose.yaml", "BATCHLINE_Hosting__Mode: ${BATCHLINE_MODE:-Cluster}")]
    public void They_start_a_cluster(string file, string line) => Text(file).ShouldContain(line);

    [Fact]
    public void Pods_are_reached_at_the_port_that_a_process_takes_by_itself()
    {
        var file = Text("deploy/kubernetes.yaml");

        file.ShouldContain("{ name: silo, containerPort: 11111 }");
        file.ShouldContain("{ protocol: TCP, port: silo }");
        Settings.ShouldContain("| `Cluster:SiloPort` | 11111;");
    }

    [Fact]
    public void Prometheus_asks_every_service_of_the_cluster()
    {
        var services = Service().Matches(Text("deploy/compose.yaml")).Select(match => match.Groups[1].Value).ToList();

        services.ShouldBe(["batchline-1", "batchline-2", "batchline-3"]);
        services.ShouldAllBe(service => Text("deploy/prometheus.yml").Contains($"\"{service}:8080\"", StringComparison.Ordinal));
    }

    private static string Text(string file) => File.ReadAllText(CheckedIn.PathOf(file));

    [GeneratedRegex(@"\bBATCHLINE_([A-Z]\w*?__\w+)")]
    private static partial Regex Variable();

    [GeneratedRegex("^  (batchline-[0-9]+):$", RegexOptions.Multiline)]
    private static partial Regex Service();
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Batchline.IntegrationTests.Serverless;

/// <summary>What Vercel's own build makes of our <c>vercel.json</c>. No image is built: a stand-in takes Docker's place.</summary>
public sealed class VercelBuildTests : IDisposable
{
    private readonly DirectoryInfo _project = Directory.CreateTempSubdirectory("batchline-vercel-");
    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("batchline-docker-");

    public VercelBuildTests()
    {
        VercelCli.Need();
        File.Copy(Path.Combine(Repository.Root, "Dockerfile"), Path.Combine(_project.FullName, "Dockerfile"));
        _project.CreateSubdirectory(".vercel");
        File.WriteAllText(Path.Combine(_project.FullName, ".vercel", "project.json"), """{"projectId":"prj_x","orgId":"team_x","settings":{}}""");
    }

    [Fact]
    public async Task The_build_takes_our_file_and_makes_the_function_with_its_limit_its_route_and_its_cron_job()
    {
        Place("vercel.json");

        var (code, output) = await BuildAsync();

        code.ShouldBe(0, output);
        var function = Read("services/batchline/functions/container.func/.vc-config.json");
        function.GetProperty("runtime").GetString().ShouldBe("container");
        function.GetProperty("maxDuration").GetInt32().ShouldBe(60);
        function.GetProperty("handler").GetString().ShouldStartWith("127.0.0.1:9/team/proj/batchline@sha256:");
        var config = Read("config.json");
        config.GetProperty("routes").EnumerateArray().ShouldContain(route => Service(route) == "batchline");
        var cron = config.GetProperty("crons").EnumerateArray().ShouldHaveSingleItem();
        cron.GetProperty("path").GetString().ShouldBe("/api/cron/tick");
        cron.GetProperty("schedule").GetString().ShouldBe("* * * * *");
        (await File.ReadAllTextAsync(Path.Combine(_state.FullName, "calls"), TestContext.Current.CancellationToken)).ShouldContain("build --platform linux/amd64");
    }

    [Fact]
    public async Task The_example_with_a_daemon_makes_the_worker_beside_the_function()
    {
        Place("deploy/vercel-daemon.json");

        var (code, output) = await BuildAsync(("VERCEL_ENABLE_DAEMONS_BOA", "1"));

        code.ShouldBe(0, output);
        var daemon = Read("daemons/worker/.vc-config.json");
        daemon.GetProperty("command").EnumerateArray().Select(word => word.GetString()).ShouldBe(["serve", "--mode", "Worker"]);
        daemon.GetProperty("terminationGracePeriodSeconds").GetInt32().ShouldBe(30);
        Read("config.json").GetProperty("crons").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_file_with_an_unknown_word_or_too_long_a_limit_is_refused()
    {
        Place("vercel.json", json => json["services"]!["batchline"]!["functions"]!["Dockerfile"]!["maxDuration"] = 100_000);
        (await BuildAsync()).ExitCode.ShouldNotBe(0, "a limit of a day");

        Place("vercel.json", json => json["services"]!["batchline"]!["memoryy"] = 1024);
        (await BuildAsync()).ExitCode.ShouldNotBe(0, "an unknown word");
    }

    public void Dispose()
    {
        _project.Delete(recursive: true);
        _state.Delete(recursive: true);
    }

    private static string? Service(JsonElement route) =>
        route.TryGetProperty("destination", out var to) && to.ValueKind == JsonValueKind.Object ? to.GetProperty("service").GetString() : null;

    private void Place(string file, Action<JsonNode>? change = null)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, file)))!;
        change?.Invoke(json);
        File.WriteAllText(Path.Combine(_project.FullName, "vercel.json"), json.ToJsonString());
    }

    private Task<(int ExitCode, string Output)> BuildAsync(params (string Name, string Value)[] more)
    {
        var environment = VercelCli.Offline();
        foreach (var (name, value) in more)
            environment[name] = value;
        return VercelCli.RunAsync(_project.FullName, _state.FullName, environment, "build", "--yes");
    }

    private JsonElement Read(string file) =>
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(_project.FullName, ".vercel", "output", file)));
}

using System.Net;
using Batchline.IntegrationTests.Documents;
using Batchline.IntegrationTests.InProcess;
using Batchline.IntegrationTests.Programs;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Telemetry;

/// <summary>On processes of their own: the meters of one process are heard by every server in it.</summary>
public sealed class MetricsTests
{
    private static readonly string[] Families =
    [
        "batchline_jobs_total", "batchline_batches_total", "batchline_calls_total", "batchline_operations_total",
        "batchline_batch_duration_seconds", "batchline_call_duration_seconds", "batchline_commit_duration_seconds", "batchline_commit_jobs",
        "batchline_slice_duration_seconds", "batchline_slices_running", "batchline_operation_duration_seconds",
    ];

    [Fact]
    public async Task S8_the_metrics_are_well_formed_count_what_the_progress_counts_and_name_nobody()
    {
        await using var stage = await Stage.SetAsync(new SimulatorOptions { Accounts = 2, JobsPerAccount = 25, MinInterval = TimeSpan.Zero });
        var api = await stage.Start().ReadyAsync();
        var accounts = await stage.AddAccountsAsync(api);
        var operation = await api.InitAsync("each");
        await Until.TrueAsync(() => api.HasEndedAsync(operation), "the operation ends");
        var text = "";

        await Until.TrueAsync(
            async () => (text = await api.TextAsync("/metrics")).Contains("batchline_operations_total{", StringComparison.Ordinal), "the end is counted");

        var metrics = PrometheusText.Parse(text);
        var guide = File.ReadAllText(CheckedIn.PathOf("docs/operations.md"));
        metrics.Families.Where(name => name.StartsWith("batchline_", StringComparison.Ordinal) && !guide.Contains($"`{name}`", StringComparison.Ordinal)
            && !guide.Contains($"`{name}{{", StringComparison.Ordinal)).ShouldBeEmpty();
        foreach (var name in Families)
            metrics.Families.ShouldContain(name);
        metrics.Value("batchline_jobs_total").ShouldBe(50);
        metrics.Value("batchline_batches_total", "status=\"completed\"").ShouldBe(6);
        metrics.Value("batchline_calls_total", "call=\"job_get\"").ShouldBe(50);
        metrics.Value("batchline_operations_total", "status=\"completed\"").ShouldBe(1);
        var jobs = stage.Simulator.Tokens.SelectMany(token => stage.Simulator.Truth(token)).Select(job => job.Uuid);
        foreach (var name in jobs.Concat(accounts).Concat(stage.Simulator.Tokens).Append(operation))
            text.ShouldNotContain(name);
    }

    [Fact]
    public async Task With_a_token_the_metrics_are_shown_on_this_machine_and_want_the_token_through_a_proxy()
    {
        await using var server = await ApiServer.StartAsync(null, ("Security:ApiToken", "token"));

        (await server.GetAsync("/metrics")).ShouldBe(HttpStatusCode.OK);
        (await server.SendAsync(HttpMethod.Get, "/metrics", null, ("X-Forwarded-For", "10.0.0.1"))).ShouldBeProblem(HttpStatusCode.Unauthorized, "unauthorized");
        (await server.SendAsync(HttpMethod.Get, "/metrics", null, ("Host", "batchline.example"))).ShouldBeProblem(HttpStatusCode.Unauthorized, "unauthorized");
        (await server.SendAsync(HttpMethod.Get, "/metrics", null, ("Host", "batchline.example"), ("Authorization", "Bearer token"))).ShouldBe(HttpStatusCode.OK);
    }
}

using Batchline.IntegrationTests.InProcess;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Telemetry;

public sealed class ExportTests
{
    [Fact]
    public async Task S8_traces_and_metrics_go_where_the_standard_variable_says_and_hold_no_key()
    {
        await using var collector = await Collector.StartAsync();
        var server = await ApiServer.StartAsync(
            new SimulatorOptions { Accounts = 1, JobsPerAccount = 5, MinInterval = TimeSpan.Zero },
            ("Hosting:Mode", "Worker"), ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_BSP_SCHEDULE_DELAY", "100"));
        var key = server.Simulator.Tokens[0];
        await server.AddAccountAsync();
        await server.ProgressAsync(await server.StartOperationAsync(), "completed");

        // At its end the server sends what it still has.
        await server.DisposeAsync();

        collector.Has("/v1/traces", "workiz job_get").ShouldBeTrue();
        collector.Has("/v1/traces", "slice").ShouldBeTrue();
        collector.Has("/v1/metrics", "batchline.jobs").ShouldBeTrue();
        collector.Sent.ShouldAllBe(sent => !sent.Body.Contains(key));
        collector.Sent.Select(sent => sent.Path).Distinct().ShouldBe(["/v1/traces", "/v1/metrics"], ignoreOrder: true);
    }

    [Fact]
    public async Task S8_logs_go_there_when_the_standard_variable_for_them_says_so_and_hold_no_key()
    {
        await using var collector = await Collector.StartAsync();
        var server = await ApiServer.StartAsync(
            new SimulatorOptions { Accounts = 1, JobsPerAccount = 5, MinInterval = TimeSpan.Zero },
            ("Hosting:Mode", "Worker"), ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_LOGS_EXPORTER", "otlp"), ("Logging:LogLevel:Default", "Information"));
        var key = server.Simulator.Tokens[0];
        await server.AddAccountAsync();
        await server.ProgressAsync(await server.StartOperationAsync(), "completed");

        await server.DisposeAsync();

        collector.Has("/v1/logs", "Batchline.").ShouldBeTrue();
        collector.Sent.ShouldAllBe(sent => !sent.Body.Contains(key));
    }
}

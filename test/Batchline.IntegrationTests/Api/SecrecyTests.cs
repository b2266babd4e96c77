using Batchline.IntegrationTests.InProcess;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Worlds;
using Microsoft.Extensions.Logging;

namespace Batchline.IntegrationTests.Api;

public sealed class SecrecyTests
{
    [Fact]
    public async Task S8_neither_logs_nor_answers_hold_a_key()
    {
        await using var server = await ApiServer.StartAsync(
            new SimulatorOptions { Accounts = 2, JobsPerAccount = 40, MinInterval = TimeSpan.Zero, Faults = FaultProfile.Nasty },
            ("Hosting:Mode", "Worker"), ("Process:RetryBaseDelay", "00:00:00"),
            ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft", "Trace"), ("Logging:LogLevel:System.Net.Http", "Trace"), ("Logging:Console:LogLevel:Default", "None"),
            ("Logging:Console:LogLevel:Microsoft", "None"));
        var log = new LogCapture();
        server.Service<ILoggerFactory>().AddProvider(log);
        const string Refused = "api_nobody_knows_me";
        var accounts = new[] { await server.AddAccountAsync(0), await server.AddAccountAsync(1) };
        var stranger = (await server.PostAsync("/api/accounts", new { name = "stranger", workizApiKey = Refused }))["id"].GetString();
        var operation = await server.StartOperationAsync();

        await server.PostAsync($"/api/accounts/{stranger}/test");
        await server.PostAsync("/api/accounts", new { name = "twice", workizApiKey = server.Simulator.Tokens[0] });
        await server.PatchAsync($"/api/accounts/{accounts[0]}", $$"""{"workizApiKey":"{{server.Simulator.Tokens[1]}}","unknown":1}""");
        await Eventually.GetAsync(() => Task.FromResult(server.Simulator.Report.Requests), requests => requests > 60);

        var answers = new List<string>();
        foreach (var path in new[] { "/api/accounts", $"/api/batch-progress/{operation}", $"/api/operations/{operation}/batches", "/api/operations" })
            answers.Add((await server.GetAsync(path)).Text);
        log.Lines.ShouldNotBeEmpty();
        foreach (var key in server.Simulator.Tokens.Append(Refused))
        {
            log.Lines.ShouldAllBe(line => !line.Contains(key));
            answers.ShouldAllBe(answer => !answer.Contains(key));
        }
    }
}

using System.Net;
using Batchline.IntegrationTests.InProcess;
using Batchline.Simulator.Worlds;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Statements;
using Microsoft.Extensions.Logging;

namespace Batchline.IntegrationTests.Api;

/// <summary>A store that takes no writes while it answers reads, as it is on a full disk. SQLite refuses them by a switch of its connection.</summary>
public sealed class RefusedWritesTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_store_that_refuses_writes_is_told_everywhere_and_work_goes_on_by_itself_when_it_takes_them()
    {
        await using var server = await ApiServer.StartAsync(
            new SimulatorOptions { Accounts = 1, JobsPerAccount = 60, UnscheduledShare = 0, MinInterval = TimeSpan.Zero, Latency = TimeSpan.FromMilliseconds(20) },
            ("Hosting:Mode", "Worker"),
            ("Logging:LogLevel:Batchline", "Information"));
        using var log = new LogCapture();
        server.Service<ILoggerFactory>().AddProvider(log);
        await server.AddAccountAsync();
        var operation = await server.StartOperationAsync();
        var session = await server.Service<Database>().WriteAsync(session => session, Cancelled);

        Refuse(session, true);
        var ready = await Eventually.GetAsync(() => server.GetAsync("/health/ready"), answer => answer.Status == HttpStatusCode.ServiceUnavailable);
        var progress = await server.GetAsync($"/api/batch-progress/{operation}");
        var refused = await server.PostAsync("/api/accounts", new { name = "Another", workizApiKey = "another_key_0001" });

        var sentence = ready.ShouldBeProblem(HttpStatusCode.ServiceUnavailable, "store_unavailable")["detail"].GetString().ShouldNotBeNull();
        sentence.ShouldStartWith("The database has refused to work since ");
        sentence.ShouldEndWith(" UTC: its file is read-only. Make the data directory writable for this program; work then goes on by itself.");
        var state = progress["accountStates"][0];
        state.GetProperty("waitingReason").GetString().ShouldBe("store");
        state.GetProperty("waitingFor").GetString().ShouldNotBeNull().ShouldEndWith(
            " UTC because the database refuses to work: its file is read-only. Make the data directory writable for this program; work then goes on by itself.");
        refused.ShouldBeProblem(HttpStatusCode.ServiceUnavailable, "store_unavailable")["detail"].GetString().ShouldBe(sentence);

        Refuse(session, false);
        var done = await server.ProgressAsync(operation, "completed");
        await Eventually.GetAsync(() => server.GetAsync("/health/ready"), answer => answer.Status == HttpStatusCode.OK);
        await Eventually.GetAsync(() => Task.FromResult(Told(log)), told => told.Count == 2);

        done["jobs"].GetProperty("completed").GetInt32().ShouldBe(60);
        Told(log).ShouldBe(["refuses", "works"]);
        server.Simulator.Verdict.Violations.ShouldBeEmpty();
    }

    private static void Refuse(SqlSession session, bool refuse)
    {
        using var command = session.Connection.CreateCommand();
        command.CommandText = $"PRAGMA query_only = {(refuse ? 1 : 0)}";
        command.ExecuteNonQuery();
    }

    /// <summary>What the log says of the store as a whole, in order.</summary>
    private static List<string> Told(LogCapture log) =>
        [.. log.Lines.Where(line => line.StartsWith("The database ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2])];
}

using System.Net;
using Batchline.Api.Accounts;
using Batchline.Engine.Accounts;
using Batchline.Engine.Batches;
using Batchline.Engine.Drivers;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Batchline.Engine.Records;
using Batchline.Engine.Slices;
using Batchline.Engine.Workiz;
using Batchline.Settings;
using Batchline.Simulator;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Worlds;
using Batchline.Start;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.IntegrationTests.Fuzz;

/// <summary>
/// The real program on Kestrel and SQLite with something of everything in it. Serverless: nothing happens between
/// requests, so whatever changes was changed by a request.
/// </summary>
internal sealed class FuzzServer : IAsyncDisposable
{
    public const string ApiToken = "the-api-token-of-the-fuzzed-server";
    public const string CronSecret = "the-cron-secret-of-the-fuzzed-server";

    public const int MaxConnections = 400;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("batchline-fuzz-");

    private FuzzServer(WorkizSimulator simulator)
    {
        Simulator = simulator;
        App = BatchlineServer.Build(BatchlineConfiguration.Of(new Dictionary<string, string?>
        {
            ["Hosting:Urls"] = "http://127.0.0.1:0",
            ["Hosting:Mode"] = "Serverless",
            ["Hosting:MaxConnections"] = $"{MaxConnections}",
            ["Hosting:RequestsPerSecond"] = "100000",
            ["Security:ApiToken"] = ApiToken,
            ["Security:CronSecret"] = CronSecret,
            ["Store:DataDirectory"] = _directory.FullName,
            ["Workiz:BaseUrl"] = simulator.BaseUrl.ToString(),
            ["Workiz:MinInterval"] = "00:00:00",
            ["Process:SliceBudget"] = "00:00:01",
            ["Process:AutoRetries"] = "0",
            ["Logging:LogLevel:Default"] = "None",
        }));
    }

    public WorkizSimulator Simulator { get; }
    public WebApplication App { get; }
    public IPEndPoint Address => new(IPAddress.Loopback, new Uri(App.Urls.First()).Port);

    /// <summary>What the signs of generated requests stand for, such as <c>@a0</c> for the first account.</summary>
    public Dictionary<string, string> Signs { get; } = [];

    public IReadOnlyList<string> Secrets => [ApiToken, CronSecret, .. Simulator.Tokens];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<FuzzServer> StartAsync()
    {
        var simulator = await WorkizSimulator.StartAsync(
            new SimulatorOptions
            {
                Accounts = 5,
                JobsPerAccount = 12,
                MinInterval = TimeSpan.Zero,
                Faults = new FaultProfile { BadJobs = new Dictionary<FaultKind, double> { [FaultKind.WrongUuid] = 0.2 } },
            },
            cancellationToken: Cancelled);
        var server = new FuzzServer(simulator);
        await server.App.StartAsync(Cancelled);
        await server.SeedAsync();
        return server;
    }

    public T Service<T>() where T : notnull => App.Services.GetRequiredService<T>();

    public DatabaseDump Dump() => DatabaseDump.Of(Path.Combine(_directory.FullName, "batchline.db"));

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
        await Simulator.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    /// <summary>Accounts 0 to 2 with jobs; an ended operation with failures, an ended one, and one with pending batches.</summary>
    private async Task SeedAsync()
    {
        var accounts = new List<AccountId>();
        foreach (var (index, token) in Simulator.Tokens.Index())
        {
            Signs[$"@k{index}"] = token;
            if (index > 2)
                continue;
            var wanted = new NewAccount($"Account {index}", new WorkizToken(token), true, new AccountPace());
            accounts.Add((await Service<AccountCreator>().CreateAsync(wanted, Cancelled))!.Id);
        }

        var listed = await RunAsync(new StartRequest { Strategy = Strategy.ListFirst });
        var failed = await RunAsync(new StartRequest { Strategy = Strategy.Each, AccountIds = [accounts[0]], BatchSize = 3 });
        var open = await StartAsync(new StartRequest { Strategy = Strategy.Each, AccountIds = [accounts[1]], BatchSize = 3 });

        // A slice for a batch that does not exist plans and does nothing else.
        await Service<SliceRunner>().RunAsync(accounts[1], TimeSpan.FromSeconds(5), new BatchId(new string('0', HexId.Length)), Cancelled);
        Sign("@a", accounts.Select(account => account.Value));
        Sign("@o", [listed.Value, failed.Value, open.Value]);
        var batches = new List<Batch>();
        foreach (var operation in new[] { failed, open })
            batches.AddRange(await Service<IBatchStore>().ListAsync(new BatchQuery { OperationId = operation, Limit = 3 }, Cancelled));
        batches.Count.ShouldBe(6);
        Sign("@b", batches.Select(batch => batch.Id.Value));
        Sign("@u", (await Service<IJobStore>().ListAsync(new JobQuery { Limit = 3 }, Cancelled)).Select(job => job.Document.Uuid));
    }

    private async Task<OperationId> RunAsync(StartRequest request)
    {
        var id = await StartAsync(request);
        for (var ticks = 0; ticks < 60; ticks++)
        {
            await Service<Tick>().RunAsync(new RequestTime(TimeProvider.System, TimeSpan.FromSeconds(50)), Cancelled);
            if (await Service<IOperationStore>().GetAsync(id, Cancelled) is { EndTime: not null })
                return id;
        }

        throw new InvalidOperationException("The operation does not end.");
    }

    private async Task<OperationId> StartAsync(StartRequest request) =>
        (await Service<OperationStarter>().StartAsync(request, Cancelled)).ShouldBeOfType<StartResult.Started>().Operation.Id;

    private void Sign(string prefix, IEnumerable<string> values)
    {
        foreach (var (index, value) in values.Index())
            Signs[$"{prefix}{index}"] = value;
    }
}

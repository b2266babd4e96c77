using Batchline.Api;
using Batchline.Api.Accounts;
using Batchline.Api.BatchProgress;
using Batchline.Commands.Watching;
using Batchline.Engine.Accounts;
using Batchline.Engine.Operations;
using Batchline.Engine.Report;
using Spectre.Console;

namespace Batchline.Commands.Demo;

/// <summary>The demo: a first sync by listing, then an update of every job, then a look around.</summary>
internal sealed class DemoRun(DemoStage stage, IAnsiConsole console)
{
    private readonly IServiceProvider _services = stage.App.Services;

    public static async Task<int> RunAsync(DemoOptions options, IAnsiConsole console, CancellationToken stop)
    {
        await using var stage = await DemoStage.SetAsync(options, stop);
        var run = new DemoRun(stage, console);
        console.WriteLine($"A simulated Workiz with {options.Accounts} accounts of {options.Jobs} jobs answers at {stage.Simulator.BaseUrl}");
        await run.AddAccountsAsync(stop);
        var listed = await run.SyncAsync("First sync: list everything (listFirst)", Strategy.ListFirst, stop);
        var updated = await run.SyncAsync("Update: ask for each job in batches (each)", Strategy.Each, stop);
        var summary = new SummaryTable(console, run.Service<AccountNames>());
        await summary.WriteAsync("listFirst", listed, stop);
        await summary.WriteAsync("each", updated, stop);
        run.WriteVerdict();
        if (!options.Exit)
            await run.ServeOnAsync(stop);
        return Went(listed) && Went(updated) ? ExitCodes.Success : ExitCodes.SomeFailed;
    }

    private static bool Went(Engine.Report.Progress end) => end.Operation.Status == OperationStatus.Completed;

    private T Service<T>() where T : notnull => _services.GetRequiredService<T>();

    private async Task AddAccountsAsync(CancellationToken cancellationToken)
    {
        var creator = Service<AccountCreator>();
        foreach (var (number, token) in stage.Simulator.Tokens.Index())
        {
            var account = new NewAccount($"Demo {number + 1}", new WorkizToken(token), Enabled: true, new AccountPace());
            await creator.CreateAsync(account, cancellationToken);
        }
    }

    private async Task<Engine.Report.Progress> SyncAsync(string title, Strategy strategy, CancellationToken cancellationToken)
    {
        var result = await Service<OperationStarter>().StartAsync(new StartRequest { Strategy = strategy }, cancellationToken);
        if (result is not StartResult.Started(var operation))
            throw new InvalidOperationException($"The operation did not start: {result}.");
        await Service<ChangeNotice>().GiveAsync(operation.Id);
        var watch = new OperationWatch(Service<ProgressReader>(), Service<TimeProvider>());
        IProgressDisplay display = console.Profile.Capabilities.Interactive && !Console.IsOutputRedirected
            ? new BarDisplay(console, Service<AccountNames>())
            : new LineDisplay(Console.Out, Service<TimeProvider>());
        return await display.ShowAsync(title, watch.FollowAsync(operation.Id, cancellationToken));
    }

    private void WriteVerdict()
    {
        var report = stage.Simulator.Report;
        console.WriteLine(stage.Simulator.Verdict.Ok
            ? $"The simulator saw {report.Requests} requests, never two of one account at once, and the pace was kept."
            : $"The simulator saw {report.Requests} requests and found faults: {string.Join(" ", stage.Simulator.Verdict.Violations)}");
    }

    private async Task ServeOnAsync(CancellationToken stop)
    {
        console.WriteLine($"The server goes on at {stage.App.Urls.First()} (try /api/jobs?limit=3). Ctrl-C ends it.");
        await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}

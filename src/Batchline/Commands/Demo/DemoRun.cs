using Batchline.Api.Accounts;
using Batchline.Api.BatchProgress;
using Batchline.Api.Operations;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;
using Batchline.Commands.Watching;
using Spectre.Console;

namespace Batchline.Commands.Demo;

/// <summary>The demo: a first sync by listing, then an update of every job, then a look around.</summary>
internal sealed class DemoRun(DemoStage stage, ApiClient api, IAnsiConsole console)
{
    public static async Task<int> RunAsync(DemoOptions options, IAnsiConsole console, CancellationToken stop)
    {
        await using var stage = await DemoStage.SetAsync(options, stop);
        await using var api = new ApiClient(ServerAddress.Client(new Uri(stage.App.Urls.First() + "/"), token: null, direct: true), null);
        var run = new DemoRun(stage, api, console);
        console.WriteLine($"A simulated Workiz with {options.Accounts} accounts of {options.Jobs} jobs answers at {stage.Simulator.BaseUrl}");
        await run.AddAccountsAsync(stop);
        var listed = await run.SyncAsync("First sync: list everything (listFirst)", "listFirst", stop);
        var updated = await run.SyncAsync("Update: ask for each job in batches (each)", "each", stop);
        var summary = new SummaryTable(console);
        summary.Write("listFirst", listed);
        summary.Write("each", updated);
        run.WriteVerdict();
        if (!options.Exit)
            await run.ServeOnAsync(stop);
        return Went(listed) && Went(updated) ? ExitCodes.Success : ExitCodes.SomeFailed;
    }

    private static bool Went(ProgressView end) => end.Status == OperationEnd.Completed;

    private async Task AddAccountsAsync(CancellationToken cancellationToken)
    {
        foreach (var (number, token) in stage.Simulator.Tokens.Index())
        {
            var account = new AccountBody { Name = $"Demo {number + 1}", WorkizApiKey = token };
            await api.SendAsync<AccountView>(HttpMethod.Post, "/api/accounts", account, cancellationToken);
        }
    }

    private async Task<ProgressView> SyncAsync(string title, string strategy, CancellationToken cancellationToken)
    {
        var started = await api.SendAsync<OperationStartedView>(HttpMethod.Post, "/api/init-batch-update", new { strategy }, cancellationToken);
        var watch = new OperationWatch(api, TimeProvider.System);
        IProgressDisplay display = console.Profile.Capabilities.Interactive && !Console.IsOutputRedirected
            ? new BarDisplay(console)
            : new LineDisplay(Console.Out, TimeProvider.System);
        return await display.ShowAsync(title, watch.FollowAsync(started.OperationId, cancellationToken));
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

using Batchline.Api.Accounts;
using Batchline.Api.BatchProgress;
using Batchline.Api.Requests;
using Batchline.Commands.Watching;
using Batchline.Engine;
using Batchline.Engine.Accounts;
using Batchline.Engine.Operations;
using Batchline.Engine.Report;
using Microsoft.Extensions.Options;

namespace Batchline.Commands.Sync;

/// <summary>One sync from its start to its exit code.</summary>
internal sealed class SyncRun(IHost host, Terminal terminal)
{
    public static async Task<int> RunAsync(SyncWish wish, Terminal terminal)
    {
        using var host = LocalProgram.Build(terminal);
        return await new SyncRun(host, terminal).RunAsync(wish);
    }

    private async Task<int> RunAsync(SyncWish wish)
    {
        var (operation, resumed) = await Start().StartAsync(wish, terminal);
        if (resumed)
            await terminal.Error.WriteLineAsync($"Going on with the operation {operation.Id}, begun {Cell.Time(operation.StartTime)}.");
        Progress end;
        try
        {
            await host.StartAsync(terminal.Stop);
            end = await WatchAsync(operation);
        }
        catch (OperationCanceledException) when (terminal.Stop.IsCancellationRequested)
        {
            await StopAsync();
            await terminal.Error.WriteLineAsync(
                $"Stopped; what is done is stored. 'batchline sync' goes on with the operation {operation.Id} and asks for nothing twice.");
            return ExitCodes.Interrupted;
        }

        await StopAsync();
        var summary = new SyncSummary(terminal, Service<AccountNames>());
        return await summary.WriteAsync(end);
    }

    private T Service<T>() where T : notnull => host.Services.GetRequiredService<T>();

    private SyncStart Start()
    {
        var finder = new AccountFinder(Service<IAccountStore>(), Service<IAccountKeys>());
        return new SyncStart(
            finder,
            Service<AccountCreator>(),
            Service<OperationStarter>(),
            new SyncResumption(Service<IOperationStore>(), Service<IAccountStateReader>(), Service<IAccountStore>(), finder),
            Service<IOptions<SyncOptions>>());
    }

    private Task<Progress> WatchAsync(Operation operation)
    {
        var watch = new OperationWatch(Service<ProgressReader>(), Service<TimeProvider>());
        IProgressDisplay display = terminal.IsLive
            ? new BarDisplay(terminal.Screen, Service<AccountNames>())
            : new LineDisplay(terminal.Output, Service<TimeProvider>());
        var title = $"Sync of {operation.Accounts} {(operation.Accounts == 1 ? "account" : "accounts")} ({Names<Strategy>.Of(operation.Strategy)})";
        return display.ShowAsync(title, watch.FollowAsync(operation.Id, SyncSummary.NothingMoves, terminal.Stop));
    }

    /// <summary>The job in flight is finished and recorded, no other starts.</summary>
    private Task StopAsync() => host.StopAsync(CancellationToken.None);
}

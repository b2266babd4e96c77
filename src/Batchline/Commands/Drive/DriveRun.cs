using System.Globalization;
using Batchline.Api.Answers;
using Batchline.Api.BatchProgress;
using Batchline.Api.Cron;
using Batchline.Api.Operations;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Drive;

/// <summary>Calls for one tick after the other.</summary>
internal sealed class DriveRun(ApiClient api, DrivePace pace, Terminal terminal)
{
    private const string OpenOperations = "/api/operations?status=planning,processing&limit=1000";
    private readonly HashSet<string> _operations = [];

    /// <param name="untilDone">End when every operation has.</param>
    /// <exception cref="ApiRefusedException">It cannot go on.</exception>
    public async Task<int> RunAsync(bool untilDone)
    {
        while (true)
        {
            var outcome = await TurnAsync(untilDone);
            if (untilDone && outcome is TickOutcome.Done { OpenOperations: 0 })
                return await EndAsync();
            var wait = pace.After(outcome);
            await TellAsync(outcome, wait);
            await Task.Delay(wait, terminal.Stop);
        }
    }

    /// <summary>One tick. A refusal that time will not mend passes through.</summary>
    private async Task<TickOutcome> TurnAsync(bool untilDone)
    {
        try
        {
            // Before the tick: it may end them.
            if (untilDone)
                await OpenAsync();
            var tick = await api.SendAsync<TickView>(HttpMethod.Post, "/api/cron/tick", null, terminal.Stop);
            return new TickOutcome.Done(tick, untilDone ? await OpenAsync() : null);
        }
        catch (ApiUnreachableException e)
        {
            return new TickOutcome.Failed(e.Message);
        }
        catch (ApiRefusedException e) when (e.Status is 408 or 409 or 429 or >= 500 && e.Code != "token_not_set")
        {
            return new TickOutcome.Failed(e.Message);
        }
    }

    private async Task<int> OpenAsync()
    {
        var open = await api.GetAsync<PageView<OperationView>>(OpenOperations, terminal.Stop);
        _operations.UnionWith(open.Items.Select(operation => operation.OperationId));
        return open.Items.Count;
    }

    /// <returns>0: all completed. 1: some did not.</returns>
    private async Task<int> EndAsync()
    {
        var code = ExitCodes.Success;
        foreach (var operation in _operations)
        {
            var progress = await api.GetAsync<ProgressView>($"/api/batch-progress/{operation}?limit=1", terminal.Stop);
            await terminal.Output.WriteLineAsync($"The operation {operation} is {progress.Status}.");
            if (progress.Status != "completed")
                code = ExitCodes.SomeFailed;
        }
        return code;
    }

    private Task TellAsync(TickOutcome outcome, TimeSpan wait) => outcome switch
    {
        TickOutcome.Failed(var reason) => terminal.Error.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"batchline: The tick failed and comes again in {wait.TotalSeconds:0.#} s: {reason}")),
        TickOutcome.Done { Nothing: false, Tick: var tick } =>
            terminal.Output.WriteLineAsync($"{tick.Accounts} accounts, {tick.Jobs} jobs done, {tick.RemainingDue} accounts due"),
        _ => Task.CompletedTask,
    };
}

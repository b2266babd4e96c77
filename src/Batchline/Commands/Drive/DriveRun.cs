using System.Globalization;

namespace Batchline.Commands.Drive;

/// <summary>Calls for one tick after the other.</summary>
internal sealed class DriveRun(RemoteBatchline remote, DrivePace pace, Terminal terminal)
{
    private readonly HashSet<string> _operations = [];

    /// <param name="untilDone">End when every operation has.</param>
    /// <exception cref="CouldNotException">It cannot go on.</exception>
    public async Task<int> RunAsync(bool untilDone)
    {
        while (true)
        {
            if (untilDone)
                _operations.UnionWith(await remote.OpenOperationsAsync(terminal.Stop));
            var outcome = await remote.TickAsync(terminal.Stop);
            if (outcome is TickOutcome.Refused(var sentence))
                throw new CouldNotException(sentence);
            if (untilDone && outcome is TickOutcome.Done && await EndedAsync() is { } code)
                return code;
            var wait = pace.After(outcome);
            await TellAsync(outcome, wait);
            await Task.Delay(wait, terminal.Stop);
        }
    }

    /// <returns>Null: some operation goes on. 0: all completed. 1: some did not.</returns>
    private async Task<int?> EndedAsync()
    {
        var open = await remote.OpenOperationsAsync(terminal.Stop);
        _operations.UnionWith(open);
        if (open.Count > 0)
            return null;
        var code = ExitCodes.Success;
        foreach (var operation in _operations)
        {
            var status = await remote.StatusAsync(operation, terminal.Stop);
            await terminal.Output.WriteLineAsync($"The operation {operation} is {status}.");
            if (status != "completed")
                code = ExitCodes.SomeFailed;
        }
        return code;
    }

    private Task TellAsync(TickOutcome outcome, TimeSpan wait) => outcome switch
    {
        TickOutcome.Failed(var reason, _) => terminal.Error.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"batchline: The tick failed: {reason}. Again in {wait.TotalSeconds:0.#} s.")),
        TickOutcome.Done({ } accounts, { } jobs, { } due) and { Nothing: false } =>
            terminal.Output.WriteLineAsync($"{accounts} accounts, {jobs} jobs done, {due} accounts due"),
        _ => Task.CompletedTask,
    };
}

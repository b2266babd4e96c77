using System.Globalization;
using Batchline.Api.Operations;
using Batchline.Engine.Drivers;
using Batchline.Engine.Operations;
using Batchline.Engine.Schedules;

namespace Batchline.Schedules;

/// <summary>
/// Runs what is due, once over all processes: first the operation, under an idempotency key that names the run, then the
/// schedule moves on by compare-and-set. Whoever dies between the two is followed by somebody who gets the same
/// operation. Runs that were missed are made up by one.
/// </summary>
internal sealed partial class ScheduleRunner(
    IScheduleStore schedules, OperationStarter starter, WorkSignal work, TimeProvider clock, ILogger<ScheduleRunner> logger)
{
    private const int AtOnce = 20;

    public async Task RunDueAsync(CancellationToken cancellationToken)
    {
        foreach (var due in await schedules.ListAsync(new ScheduleQuery(clock.GetUtcNow(), After: null, AtOnce), cancellationToken))
            await RunAsync(due, cancellationToken);
    }

    private async Task RunAsync(Schedule due, CancellationToken cancellationToken) =>
        await MoveOnAsync(due, await starter.StartAsync(Request(due), cancellationToken), cancellationToken);

    private static StartRequest Request(Schedule due)
    {
        var request = new StartRequest
        {
            AccountIds = due.AccountIds,
            Strategy = due.Strategy,
            Full = due.Full,
            OnBusy = OnBusy.Skip,
            IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"schedule {due.Id} {due.NextRunAt?.ToUnixTimeMilliseconds()}"),
        };
        return request with { RequestHash = StartRequestHash.Of(request) };
    }

    private async Task MoveOnAsync(Schedule due, StartResult result, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        OperationId? operation = result switch
        {
            StartResult.Started(var started) => started.Id,
            StartResult.KeyReused(var started) => started,
            _ => null,
        };
        var after = due with
        {
            Rev = due.Rev + 1,
            LastRunAt = now,
            LastOperationId = operation ?? due.LastOperationId,
            LastError = ErrorOf(result),
            NextRunAt = CronTimes.Next(due, now),
        };
        if (!await schedules.ReplaceAsync(after, cancellationToken))
            return;
        if (operation is { } id)
        {
            LogStarted(due.Id, due.Name, id);
            work.Raise();
        }
        else
        {
            LogNotStarted(due.Id, due.Name, after.LastError);
        }
    }

    private static string? ErrorOf(StartResult result) => result switch
    {
        StartResult.Busy(var by) => $"The operation {by.OperationId} runs on the account {by.AccountId}, and on all others.",
        StartResult.NoAccounts => "No account is enabled, or none of those named.",
        StartResult.UnknownAccounts(var ids) => $"There is no account {string.Join(", ", ids)}.",
        _ => null,
    };

    [LoggerMessage(640, LogLevel.Information, "The schedule {ScheduleId} ({Name}) started the operation {OperationId}")]
    private partial void LogStarted(ScheduleId scheduleId, string name, OperationId operationId);

    [LoggerMessage(641, LogLevel.Warning, "The schedule {ScheduleId} ({Name}) started nothing: {Reason}")]
    private partial void LogNotStarted(ScheduleId scheduleId, string name, string? reason);
}

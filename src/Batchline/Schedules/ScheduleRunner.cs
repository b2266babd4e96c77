using System.Globalization;
using Batchline.Api.Operations;
using Batchline.Engine.Drivers;
using Batchline.Engine.Failures;
using Batchline.Engine.Operations.Start;
using Batchline.Engine.Schedules;

namespace Batchline.Schedules;

/// <summary>
/// Runs due schedules, each once over all processes. It starts the operation under an idempotency key that names the run, and
/// then moves the schedule on by compare-and-set. If a process dies in between, the next one gets the same operation. One
/// run makes up for all that were missed.
/// </summary>
internal sealed partial class ScheduleRunner(
    IScheduleStore schedules, OperationStarter starter, WorkSignal work, TimeProvider clock, ILogger<ScheduleRunner> logger)
{
    private const int AtOnce = 20;

    /// <summary>How long to wait before a schedule that cannot run is tried again.</summary>
    private static readonly TimeSpan PutOff = TimeSpan.FromHours(1);

    /// <returns>Any were due.</returns>
    public async Task<bool> RunDueAsync(CancellationToken cancellationToken)
    {
        var found = await schedules.DueAsync(AtOnce, cancellationToken);
        foreach (var due in found)
            await RunAsync(due.Schedule, due.Now, cancellationToken);
        return found.Count > 0;
    }

    /// <summary>Whatever is wrong with one schedule, those after it run.</summary>
    private async Task RunAsync(Schedule due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            // Before anything is started: a schedule that cannot move on would start operations again and again.
            var next = CronTimes.Next(due, now);
            await MoveOnAsync(due, next, await starter.StartAsync(Request(due), cancellationToken), cancellationToken);
        }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            await PutOffAsync(due, now, $"The time zone {due.TimeZone} is not known on this machine. Install its time zone data, or change the schedule.", e, cancellationToken);
        }
        catch (Exception e) when (e is not StoreUnavailableException && !cancellationToken.IsCancellationRequested)
        {
            await PutOffAsync(due, now, $"It failed unexpectedly ({e.GetType().Name}); the log of the server has more.", e, cancellationToken);
        }
    }

    private async Task PutOffAsync(Schedule due, DateTimeOffset now, string error, Exception exception, CancellationToken cancellationToken)
    {
        LogPutOff(due.Id, due.Name, PutOff, exception);
        await schedules.ReplaceAsync(
            due with { Rev = due.Rev + 1, LastError = error, NextRunAt = now + PutOff }, cancellationToken);
    }

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

    private async Task MoveOnAsync(Schedule due, DateTimeOffset? next, StartResult result, CancellationToken cancellationToken)
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
            NextRunAt = next,
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

    [LoggerMessage(642, LogLevel.Error, "The schedule {ScheduleId} ({Name}) could not run, and is tried again in {PutOff}")]
    private partial void LogPutOff(ScheduleId scheduleId, string name, TimeSpan putOff, Exception exception);

    [LoggerMessage(641, LogLevel.Warning, "The schedule {ScheduleId} ({Name}) started nothing: {Reason}")]
    private partial void LogNotStarted(ScheduleId scheduleId, string name, string? reason);
}

using Batchline.Api.Errors;
using Batchline.Api.Requests;
using Batchline.Engine.Schedules;
using Batchline.Engine.Settings;
using Microsoft.Extensions.Options;

namespace Batchline.Api.Schedules;

/// <summary>Makes and changes schedules.</summary>
internal sealed class ScheduleEditor(IScheduleStore schedules, IdGenerator ids, TimeProvider clock, IOptions<SyncOptions> sync)
{
    /// <exception cref="InvalidRequestException">The body has faults.</exception>
    public async Task<Schedule> CreateAsync(ScheduleBody body, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var faults = new RequestFaults();
        var empty = new Schedule
        {
            Id = new ScheduleId(ids.Next()),
            Name = "",
            Cron = "",
            TimeZone = "UTC",
            Strategy = sync.Value.Strategy,
            CreatedAt = now,
        };
        var schedule = ScheduleRules.Apply(empty, body, now, faults);
        faults.ThrowIfAny();
        await schedules.AddAsync(schedule, cancellationToken);
        return schedule;
    }

    /// <summary>Null: there is none.</summary>
    /// <exception cref="InvalidRequestException">The body has faults.</exception>
    public async Task<Schedule?> ChangeAsync(SchedulePatch patch, CancellationToken cancellationToken)
    {
        while (await schedules.GetAsync(patch.Id, cancellationToken) is { } before)
        {
            var faults = new RequestFaults();
            var after = ScheduleRules.Apply(before, patch.Body, clock.GetUtcNow(), faults) with { Rev = before.Rev + 1 };
            faults.ThrowIfAny();

            // It may run at this moment: then the change is made over what that left.
            if (await schedules.ReplaceAsync(after, cancellationToken))
                return after;
        }

        return null;
    }
}

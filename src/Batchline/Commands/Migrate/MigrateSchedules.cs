namespace Batchline.Commands.Migrate;

/// <summary>Copies schedules; one that is there already stays as it is.</summary>
internal sealed class MigrateSchedules(MigratePlace source, MigratePlace target, MigrateCounts counts)
{
    private const int PageSize = 200;

    public async Task CopyAsync(CancellationToken cancellationToken)
    {
        for (ScheduleId? after = null; ;)
        {
            var page = await source.Schedules.ListAsync(after, PageSize, cancellationToken);
            foreach (var schedule in page)
            {
                await target.Schedules.AddAsync(schedule, cancellationToken);
                counts.Schedules.Add(schedule.Id);
            }

            if (page.Count < PageSize)
                return;
            after = page[^1].Id;
        }
    }
}

using Batchline.Api.Jobs;
using Batchline.Commands.Shell;
using Batchline.Commands.Watching;
using Batchline.Engine.Records;
using Spectre.Console;

namespace Batchline.Commands.Migrate;

/// <summary>Copies jobs page by page in the order of the list, and leaves a marker behind each page.</summary>
internal sealed class MigrateJobs(MigratePlace source, MigratePlace target, MigrateMarker marker, MigrateCounts counts)
{
    private const int PageSize = 500;

    public async Task CopyAsync(Terminal terminal)
    {
        var total = await TotalAsync(terminal.Stop);
        if (!terminal.IsLive)
        {
            await CopyAsync(_ => { }, terminal.Stop);
            return;
        }

        await terminal.Screen.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new JobCountColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask("jobs", maxValue: Math.Max(1, total));
                await CopyAsync(
                    copied =>
                    {
                        bar.Value = copied;
                        bar.State.Update<(long Done, long Total)>(JobCountColumn.Key, _ => (copied, total));
                    },
                    terminal.Stop);
                bar.Value = bar.MaxValue;
            });
    }

    private async Task CopyAsync(Action<long> show, CancellationToken cancellationToken)
    {
        var newest = (await source.Operations.ListAsync([], before: null, limit: 1, cancellationToken)) is [var last] ? last.Id.Value : null;
        var query = new JobQuery { Limit = PageSize };
        if (marker.Read(newest) is { } earlier)
        {
            query = query with { After = earlier.After };
            counts.Jobs = earlier.Copied;
            counts.AccountsOfJobs.UnionWith(earlier.Accounts.Select(account => new AccountId(account)));
        }

        while (true)
        {
            show(counts.Jobs);
            var page = await source.Jobs.ListAsync(query, cancellationToken);
            if (page.Count == 0)
                return;
            await target.Import.ImportJobsAsync(page, cancellationToken);
            counts.Jobs += page.Count;
            counts.AccountsOfJobs.UnionWith(page.Select(job => job.AccountId));
            var position = JobPageQuery.PositionOf(page[^1]);
            await marker.WriteAsync(position, counts.Jobs, counts.AccountsOfJobs, newest, cancellationToken);
            query = query with { After = position };
        }
    }

    /// <summary>For the bar only: jobs of deleted accounts come on top.</summary>
    private async Task<long> TotalAsync(CancellationToken cancellationToken)
    {
        var total = 0L;
        foreach (var account in counts.Accounts)
            total += await source.Jobs.CountAsync(account, cancellationToken);
        return total;
    }
}

using System.Globalization;
using Batchline.Engine.Batches;
using Spectre.Console;

namespace Batchline.Commands.Migrate;

/// <summary>What the source has, and whether the target has it too.</summary>
internal sealed class MigrateCounts
{
    private const int PageSize = 1000;

    private readonly Dictionary<string, (long Source, long Target)> _counts = [];

    public HashSet<AccountId> Accounts { get; } = [];

    /// <summary>Accounts that have jobs; some may be deleted since.</summary>
    public HashSet<AccountId> AccountsOfJobs { get; } = [];

    public HashSet<OperationId> Operations { get; } = [];

    public HashSet<ScheduleId> Schedules { get; } = [];

    public long Jobs { get; set; }

    public long Batches { get; set; }

    /// <summary>What somebody should know.</summary>
    public List<string> Notes { get; } = [];

    public bool AreEqual => _counts.Values.All(count => count.Target >= count.Source);

    public async Task CountTargetAsync(MigratePlace target, CancellationToken cancellationToken)
    {
        long accounts = 0, jobs = 0, operations = 0, batches = 0, schedules = 0;
        foreach (var account in Accounts)
            accounts += await target.Accounts.GetAsync(account, cancellationToken) is null ? 0 : 1;
        foreach (var account in AccountsOfJobs)
            jobs += await target.Jobs.CountAsync(account, cancellationToken);
        foreach (var operation in Operations)
        {
            operations += await target.Operations.GetAsync(operation, cancellationToken) is null ? 0 : 1;
            batches += await CountBatchesAsync(target.Batches, operation, cancellationToken);
        }

        foreach (var schedule in Schedules)
            schedules += await target.Schedules.GetAsync(schedule, cancellationToken) is null ? 0 : 1;
        _counts["accounts"] = (Accounts.Count, accounts);
        _counts["jobs"] = (Jobs, jobs);
        _counts["operations"] = (Operations.Count, operations);
        _counts["batches"] = (Batches, batches);
        _counts["schedules"] = (Schedules.Count, schedules);
    }

    public Table ToTable()
    {
        var table = new Table().RoundedBorder().AddColumn("").AddColumn(new TableColumn("there").RightAligned()).AddColumn(new TableColumn("here").RightAligned());
        foreach (var (name, (source, target)) in _counts)
            table.AddRow(name, source.ToString(CultureInfo.InvariantCulture), target.ToString(CultureInfo.InvariantCulture));
        return table;
    }

    private static async Task<long> CountBatchesAsync(IBatchStore batches, OperationId operation, CancellationToken cancellationToken)
    {
        var count = 0L;
        for (var query = new BatchQuery { OperationId = operation, Limit = PageSize }; ;)
        {
            var page = await batches.ListAsync(query, cancellationToken);
            count += page.Count;
            if (page.Count < PageSize)
                return count;
            query = query with { After = (page[^1].AccountId, page[^1].Number) };
        }
    }
}

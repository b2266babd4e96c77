using System.Globalization;
using Batchline.Api.Requests;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;
using Batchline.Engine.Accounts;
using Batchline.Engine.Heads;
using Batchline.Engine.Operations;
using Batchline.Engine.Records;
using Batchline.Engine.Settings;
using Batchline.Rehearsal.Runs;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace Batchline.Commands.Rehearse;

/// <summary>One rehearsal from the database to its table.</summary>
internal static class RehearseRun
{
    private const int RowsShown = 50;

    public static async Task<int> RunAsync(RehearseWish wish, Terminal terminal)
    {
        using var host = LocalProgram.Build(terminal);
        T Service<T>() where T : notnull => host.Services.GetRequiredService<T>();
        var found = new RehearsedAccounts(Service<IAccountStore>(), Service<IHeadStore>(), Service<IJobStore>());
        var accounts = await found.ReadAsync(wish.Accounts, terminal.Stop);
        if (accounts.Count == 0)
            throw new CouldNotException("There is no enabled account to rehearse with. Add one: batchline accounts add.");
        var sync = Service<IOptions<SyncOptions>>().Value;
        var plan = new RehearsalPlan
        {
            Accounts = accounts,
            Now = Service<TimeProvider>().GetUtcNow(),
            Strategy = wish.Strategy ?? sync.Strategy,
            Full = wish.Full,
            BatchSize = Service<IOptions<PlanOptions>>().Value.BatchSize,
            Workiz = Service<IOptions<WorkizOptions>>().Value,
            Sync = sync,
            Latency = wish.Latency,
            Quota = wish.Quota,
            Outage = wish.Outage,
            Kills = wish.Kills,
        };
        Write(terminal.Screen, plan, RehearsalRun.Of(plan, terminal.Stop));
        return ExitCodes.Success;
    }

    private static void Write(IAnsiConsole screen, RehearsalPlan plan, RehearsalReport report)
    {
        var table = new Table().RoundedBorder().Title("Rehearsal").AddColumn("account");
        foreach (var column in new[] { "jobs", "calls", "429s", "takes" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var part in report.Accounts.OrderByDescending(part => part.Took).Take(RowsShown))
            table.AddRow(Cell.Of(part.Name), Number(part.Jobs), Number(part.Calls), Number(part.Refused), Cell.Of(Time(part.Took)));
        if (report.Accounts.Count > RowsShown)
            table.AddRow("…");
        screen.Write(table);
        screen.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Accounts.Count} accounts, {report.Accounts.Sum(part => part.Jobs)} jobs, {report.Accounts.Sum(part => (long)part.Calls)} calls: {Names<OperationStatus>.Of(report.Status)} after {Time(report.Took)} ({report.Took.TotalSeconds:0} s), at {Cell.Time(plan.Now + report.Took)} if it began now."));
    }

    private static Spectre.Console.Text Number(long number) => Cell.Of(number.ToString(CultureInfo.InvariantCulture));

    private static string Time(TimeSpan time) => time.ToString(time.Days > 0 ? @"d\.hh\:mm\:ss" : @"hh\:mm\:ss", CultureInfo.InvariantCulture);
}

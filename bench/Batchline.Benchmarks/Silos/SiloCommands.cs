using System.Diagnostics;
using System.Globalization;
using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Servers;

namespace Batchline.Benchmarks.Silos;

/// <summary>What a cluster asks of its database beside the work on accounts. It may follow the silos, but not the accounts.</summary>
internal static class SiloCommands
{
    private const double SiloAim = 3;
    private const double AccountsAim = 1.5;

    /// <summary>A silo takes about 100 MB, and the server up to 25 connections for each.</summary>
    private const long MemoryOfMany = 6_000_000_000;
    private const int Many = 20;
    private const int Fewer = 8;

    /// <summary>After accounts have begun or ended, and for a chore that comes seldom.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(20);

    /// <summary>As many as this machine can carry.</summary>
    public static int MostSilos { get; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >= MemoryOfMany ? Many : Fewer;

    /// <returns>Null when the server does not count.</returns>
    public static async Task<CommandRates?> TakeAsync(SiloCluster cluster)
    {
        var operation = await cluster.BeginAsync();
        await cluster.SpreadAsync();
        var busy = await LookAsync(cluster.Database);
        await cluster.CancelAsync(operation);
        await cluster.Database.PostponeAsync();
        var idle = await LookAsync(cluster.Database);
        return busy is null || idle is null ? null : new CommandRates(cluster.Silos.Count, cluster.Accounts, busy.Value.Cluster, busy.Value.All, idle.Value.All);
    }

    /// <param name="few">Few accounts on few silos.</param>
    /// <param name="crowd">More accounts on as many silos.</param>
    /// <param name="fleet">As many accounts on more silos.</param>
    public static IReadOnlyList<Figure> Of(CommandRates? few, CommandRates? crowd, CommandRates? fleet)
    {
        if (few is null || crowd is null || fleet is null)
            return [new Figure("silos: commands a second to PostgreSQL", $"not counted: the server has not loaded {PostgresCommands.Extension}", "report", null)];
        var (idle, busy) = (crowd.Idle / few.Idle, crowd.Busy / few.Busy);
        double more = fleet.Silos - few.Silos;
        var (idleOfOne, busyOfOne) = ((fleet.Idle - few.Idle) / more, (fleet.Busy - few.Busy) / more);
        return
        [
            Of(few),
            Of(crowd),
            new Figure(
                $"… with {crowd.Accounts:N0} accounts, to {few.Accounts:N0}",
                $"{idle:0.00} idle, {busy:0.00} busy",
                $"≤ {AccountsAim}",
                idle <= AccountsAim && busy <= AccountsAim),
            Of(fleet),
            new Figure(
                "… for each silo more",
                string.Create(CultureInfo.InvariantCulture, $"{idleOfOne:0.0} idle, {busyOfOne:0.0} busy"),
                $"≤ {SiloAim}",
                idleOfOne <= SiloAim && busyOfOne <= SiloAim),
        ];
    }

    /// <summary>What the leader does for all of them is part of it.</summary>
    private static Figure Of(CommandRates rates) =>
        new($"{rates}", string.Create(CultureInfo.InvariantCulture, $"{rates.Idle:0.0}, {rates.Busy:0.0} (of {rates.AllBusy:0} in all)"), "report", null);

    private static async Task<(double All, double Cluster)?> LookAsync(PostgresServedDatabase database)
    {
        await Task.Delay(Settle);
        var (begun, before) = (Stopwatch.GetTimestamp(), await database.CommandsAsync());
        await Task.Delay(Window);
        return before is not null && await database.CommandsAsync() is { } after && Stopwatch.GetElapsedTime(begun).TotalSeconds is var seconds
            ? ((after.All - before.All) / seconds, (after.Cluster - before.Cluster) / seconds)
            : null;
    }
}

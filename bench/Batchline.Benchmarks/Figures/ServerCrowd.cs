using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Served;

namespace Batchline.Benchmarks.Figures;

/// <summary>Thousands of accounts in one process, each at one request a second; server and simulator share the machine with it.</summary>
internal sealed class ServerCrowd(string name, Func<Task<IServedDatabase>> start) : IBenchmark
{
    private const int Accounts = 5_000;
    private const int QuickAccounts = 1_000;
    private const double Aim = 0.9;

    public string Name => name;

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick)
    {
        var accounts = quick ? QuickAccounts : Accounts;
        await using var database = await start();
        var costs = await CrowdCosts.TakeAsync(database, accounts);
        return
        [
            new Figure(
                $"{accounts:N0} accounts at one request a second on {database.Server}: share of the ideal",
                $"{costs.Share:0.000} ({costs.RequestsPerSecond:0} requests/s)",
                $"≥ {Aim}",
                costs.Share >= Aim),
            new Figure(
                "… cores",
                $"{costs.Program:0.00} Batchline, {costs.Server:0.00} {database.Server}, {costs.Simulator:0.00} the simulator",
                "report",
                null),
            new Figure("… memory of the process", $"{costs.Megabytes:0} MB", "report", null),
        ];
    }
}

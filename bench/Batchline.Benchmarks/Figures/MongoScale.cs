using System.Globalization;
using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Served;
using Batchline.Benchmarks.Staging;
using Batchline.Settings.Sections;

namespace Batchline.Benchmarks.Figures;

/// <summary>
/// What a fleet costs over MongoDB's protocol, beside a tenth of it: counted in commands and in documents read and written, which
/// no machine distorts. Without a worker, a start and a pause carry out what they ask for on up to 200 accounts; that is counted too.
/// </summary>
internal sealed class MongoScale : IBenchmark
{
    private const int Few = 200;
    private const int Many = 2_000;
    private const double IdleAim = 2;
    private static readonly Uri Nowhere = new("http://127.0.0.1:1/");
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>A process is quiet after a minute without work.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(80);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(60);

    public string Name => "mongo-scale";

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick)
    {
        var (few, many) = (await TakeAsync(Few), await TakeAsync(Many));
        var idle = many[^1].Cost.Commands / Look.TotalSeconds;
        return
        [
            .. few.Zip(many).SkipLast(1).Select(pair => new Figure(
                string.Create(CultureInfo.InvariantCulture, $"{Many:N0} accounts to {Few:N0} over MongoDB's protocol, {pair.First.What}"),
                $"{Text(pair.Second.Cost)} to {Text(pair.First.Cost)}",
                "report",
                null)),
            new Figure("… idle, nothing to do", $"{idle:0.0} commands/s to {few[^1].Cost.Commands / Look.TotalSeconds:0.0}", $"≤ {IdleAim}", idle <= IdleAim),
        ];
    }

    /// <summary>The last is what happens by itself.</summary>
    private static async Task<IReadOnlyList<(string What, WireCost Cost)>> TakeAsync(int accounts)
    {
        using var database = await MongoDatabase.StartAsync(counts: true);
        using var data = new DataFolder();
        var costs = new List<(string, WireCost)>();
        var operation = "";
        await using (var program = await ServedProgram.StartAsync(data, Nowhere, Interval, mode: HostingMode.Api, database: database.Settings))
        {
            using var client = new ProgramClient(program.Port);
            await client.AddAccountsAsync([.. Enumerable.Range(1, accounts).Select(number => $"api_key_number_{number}")]);
            await AddAsync("preview", () => client.PostAsync("api/init-batch-update?preview=true", new { strategy = "each" }));
            await AddAsync("start of all of them", async () => operation = await client.BeginAsync("each"));
            await AddAsync("progress", () => client.GetAsync($"api/batch-progress/{operation}"));
            await AddAsync("overview", () => client.GetAsync("api/accounts/overview"));
            await AddAsync("a page of 100 accounts", () => client.GetAsync("api/accounts?limit=100"));
            await AddAsync("pause of all of them", () => client.PostAsync($"api/operations/{operation}/pause", new { }));
            await program.EndAsync();
        }

        await using (var program = await ServedProgram.StartAsync(data, Nowhere, Interval, database: database.Settings))
        {
            using var client = new ProgramClient(program.Port);
            await client.PostAsync($"api/operations/{operation}/cancel", new { });
            await client.EndedAsync(operation);
            await Task.Delay(Settle);
            await AddAsync("idle", () => Task.Delay(Look));
        }

        return costs;

        async Task AddAsync(string what, Func<Task> call)
        {
            await database.TakeCostAsync();
            await call();
            costs.Add((what, await database.TakeCostAsync()));
        }
    }

    private static string Text(WireCost cost) => string.Create(CultureInfo.InvariantCulture, $"{cost.Commands} commands, {cost.Documents:N0} documents");
}

using System.Globalization;
using System.Text;
using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Staging;
using Batchline.Engine.Records;
using Batchline.Engine.Settings;
using Batchline.Engine.Workiz;
using Batchline.Simulator;
using Batchline.Simulator.Worlds;
using Batchline.Workiz;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Batchline.Benchmarks.Figures;

/// <summary>
/// Bytes allocated per job on the whole path but the sockets: plan, send, read the answer, compare, record. Every
/// second job has changed. The smallest of some runs counts: what else goes on in the process only adds.
/// </summary>
internal sealed class Allocations : IBenchmark
{
    public const double Growth = 1.1;
    private const string Change =
        "UPDATE jobs SET hash = 'old', document = json_set(document, '$.Status', 'Before') WHERE rowid % 2 = 0";

    private static readonly SimulatorOptions World = new() { Accounts = 10, JobsPerAccount = 100, Seed = 5, Today = new DateOnly(2026, 7, 1) };

    public string Name => "allocations";

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick)
    {
        var (measured, baseline) = (await MeasureAsync(), Baseline());
        return
        [
            new Figure("bytes allocated per job", $"{measured:0}", $"≤ {Growth} of {baseline}", measured <= baseline * Growth),
        ];
    }

    /// <summary>What <c>bench/allocations.txt</c> says; its first line is the number.</summary>
    public static double Baseline() => double.Parse(
        File.ReadLines(Repository.Directory("bench/allocations.txt")).First(), CultureInfo.InvariantCulture);

    public static async Task<double> MeasureAsync()
    {
        using var data = new DataFolder();
        var answers = new Dictionary<string, byte[]>();
        await using var stage = await Stage.SetAsync(data, new Uri("http://127.0.0.1:1/"), TimeSpan.Zero, services => Can(services, answers));
        await FillAsync(stage, answers);
        var least = double.MaxValue;

        // The first run also allocates what is kept from then on.
        for (var run = 0; run < 4; run++)
        {
            data.Execute(Change);
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await stage.EndAsync(await stage.BeginAsync());
            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)answers.Count);
        }
        return least;
    }

    private static void Can(IServiceCollection services, Dictionary<string, byte[]> answers) =>
        services.AddSingleton<IWorkizApi>(provider => new WorkizClient(
            provider.GetRequiredService<IOptions<WorkizOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WorkizClient>>(),
            new CannedHttp(answers)));

    private static async Task FillAsync(Stage stage, Dictionary<string, byte[]> answers)
    {
        await using var simulator = await WorkizSimulator.StartAsync(World);
        var jobs = simulator.Tokens.ToDictionary(token => token, token => simulator.Truth(token).Select(job => new JobDocument(job.Uuid, job.Json)).ToList());
        foreach (var job in jobs.Values.SelectMany(job => job))
            answers[job.Uuid] = Encoding.UTF8.GetBytes($$"""{"flag":true,"data":[{{job.Json}}]}""");
        await Seed.AccountsAsync(stage, simulator.Tokens, token => Task.FromResult<IReadOnlyList<JobDocument>>(jobs[token]));
    }
}

using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Batchline.Engine.Records;
using Batchline.Simulator;
using Batchline.Simulator.Calls;
using Batchline.Simulator.Judge;
using Batchline.Simulator.Worlds;

namespace Batchline.Benchmarks.Staging;

/// <summary>The simulator in a process of its own: its memory and its garbage are not ours.</summary>
internal sealed class SimulatorProcess : IAsyncDisposable
{
    public const string Flag = "--simulator";

    private readonly Process _process;
    private readonly HttpClient _control;

    private SimulatorProcess(Process process, Uri baseUrl, IReadOnlyList<string> tokens)
    {
        (_process, BaseUrl, Tokens) = (process, baseUrl, tokens);
        _control = new HttpClient { BaseAddress = new Uri(baseUrl, "/control/") };
    }

    public Uri BaseUrl { get; }

    public IReadOnlyList<string> Tokens { get; }

    /// <summary>What it has taken of all cores together.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<SimulatorProcess> StartAsync(SimulatorOptions options)
    {
        var process = Process.Start(SelfProcess.Start([Flag, JsonSerializer.Serialize(options)]))
            ?? throw new InvalidOperationException("The simulator did not start.");
        var url = new Uri(await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The simulator ended."));
        var tokens = JsonSerializer.Deserialize<string[]>(await process.StandardOutput.ReadLineAsync() ?? "[]") ?? [];
        return new SimulatorProcess(process, url, tokens);
    }

    /// <summary>What the started process does: it lives until its input ends, so it never outlives us.</summary>
    public static async Task<int> RunAsync(string options)
    {
        await using var simulator = await WorkizSimulator.StartAsync(JsonSerializer.Deserialize<SimulatorOptions>(options));
        Console.WriteLine(simulator.BaseUrl);
        Console.WriteLine(JsonSerializer.Serialize(simulator.Tokens));
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>The jobs of an account as they stand.</summary>
    public async Task<IReadOnlyList<JobDocument>> JobsAsync(string token)
    {
        var lines = await _control.GetStringAsync(new Uri($"truth/{token}", UriKind.Relative));
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(SampleJobs.Document)];
    }

    /// <summary>How often each job of an account was asked for, if it was.</summary>
    public async Task<IReadOnlyDictionary<string, int>> RequestsAsync(string token) =>
        await _control.GetFromJsonAsync<Dictionary<string, int>>(new Uri($"requests/{token}", UriKind.Relative)) ?? [];

    /// <summary>The requests of job/get in order of arrival.</summary>
    /// <param name="after">How many requests of any kind came before them.</param>
    public async Task<IReadOnlyList<RequestRecord>> JobRequestsAsync(long after = 0)
    {
        for (var requests = new List<RequestRecord>(); ; after = requests[^1].Sequence)
        {
            var lines = await _control.GetStringAsync(new Uri($"log?after={after}", UriKind.Relative));
            var page = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize(line, RequestRecordJson.Default.RequestRecord)!).ToList();
            if (page.Count == 0)
                return requests.FindAll(request => request.Kind == CallKind.JobGet);
            requests.AddRange(page);
        }
    }

    /// <summary>How many requests came so far.</summary>
    public async Task<long> CountAsync() => (await ReportAsync()).GetProperty("requests").GetInt64();

    /// <summary>How many requests came while another one of their account was in flight, or earlier than its pace allows.</summary>
    public async Task<long> TooCloseAsync()
    {
        var report = await ReportAsync();
        return report.GetProperty("s1Violations").GetInt64() + report.GetProperty("s2Violations").GetInt64();
    }

    /// <summary>The smallest time between two requests of one account: some milliseconds less than the pace where the machine is full, and far less when two processes asked.</summary>
    public async Task<TimeSpan> SmallestGapAsync() => TimeSpan.FromMilliseconds((await ReportAsync()).GetProperty("smallestGapMs").GetDouble());

    public async Task<JsonElement> ReportAsync() =>
        await _control.GetFromJsonAsync<JsonElement>(new Uri("report", UriKind.Relative));

    public async Task ResetAsync() =>
        (await _control.PostAsync(new Uri("reset", UriKind.Relative), null)).EnsureSuccessStatusCode();

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}

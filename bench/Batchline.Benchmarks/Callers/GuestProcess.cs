using System.Diagnostics;
using System.Text.Json;
using Batchline.Benchmarks.Staging;

namespace Batchline.Benchmarks.Callers;

/// <summary>Guests in a process of their own, which lives until its input ends and then tells what they met.</summary>
internal sealed class GuestProcess : IAsyncDisposable
{
    public const string Flag = "--guests";
    private const string Begun = "begun";

    /// <summary>A stream with nothing new says so every 15 s; an account that calls every 10 s has nothing new in between.</summary>
    private static readonly TimeSpan Alive = TimeSpan.FromSeconds(20);
    private readonly Process _process;

    private GuestProcess(Process process) => _process = process;

    public static async Task<GuestProcess> StartAsync(GuestList list)
    {
        var guests = new GuestProcess(Process.Start(SelfProcess.Start([Flag, JsonSerializer.Serialize(list)]))
            ?? throw new InvalidOperationException("The guests did not start."));
        return await guests._process.StandardOutput.ReadLineAsync() == Begun ? guests : throw new InvalidOperationException("The guests ended.");
    }

    public async Task<GuestReport> EndAsync()
    {
        _process.StandardInput.Close();
        return JsonSerializer.Deserialize<GuestReport>(await _process.StandardOutput.ReadToEndAsync())
            ?? throw new InvalidOperationException("The guests did not tell what they met.");
    }

    /// <summary>What the started process does.</summary>
    public static async Task<int> RunAsync(string text)
    {
        var list = JsonSerializer.Deserialize<GuestList>(text) ?? throw new ArgumentException("No guests.", nameof(text));
        var tally = new AnswerTally();
        using var end = new CancellationTokenSource();
        var listeners = list.Streams.Select(path => new Listener(list.Port, list.Token, path, tally)).ToList();
        var visits = listeners.Select(listener => listener.RunAsync(end.Token))
            .Concat(list.Parties.SelectMany(party => Enumerable.Range(0, party.Callers)
                .Select(first => new Caller(list.Port, list.Token, party.Paths, tally).RunAsync(first, end.Token))))
            .ToList();
        Console.WriteLine(Begun);
        await Console.In.ReadToEndAsync();

        // Before they are sent away: that ends every stream.
        var report = JsonSerializer.Serialize(Report(tally, listeners));
        await end.CancelAsync();
        await Task.WhenAll(visits).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (visits.Find(visit => visit.IsFaulted)?.Exception is { } fault)
            throw fault;
        Console.WriteLine(report);
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static GuestReport Report(AnswerTally tally, List<Listener> listeners) => new()
    {
        Statuses = tally.Statuses,
        Wrong = tally.Wrong,
        Broken = tally.Broken,
        Bytes = tally.Bytes,
        ProcessorSeconds = Environment.CpuUsage.TotalTime.TotalSeconds,
        StreamsAlive = listeners.Count(listener => listener.Silence < Alive),
        StreamsReopened = listeners.Sum(listener => listener.Reopened),
        LongestSilenceSeconds = listeners.Select(listener => listener.LongestSilence > listener.Silence ? listener.LongestSilence : listener.Silence).DefaultIfEmpty().Max().TotalSeconds,
    };
}

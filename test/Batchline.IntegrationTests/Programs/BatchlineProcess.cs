using System.Collections.Concurrent;
using System.Diagnostics;

namespace Batchline.IntegrationTests.Programs;

/// <summary>The program itself, in a process of its own: <c>batchline serve</c> on a free port.</summary>
internal sealed class BatchlineProcess : IAsyncDisposable
{
    private const string Listening = "Batchline listens on ";
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    private readonly long _begun = Stopwatch.GetTimestamp();
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<BatchlineApi> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BatchlineProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.Start();
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    public int Id => _process.Id;

    public string Output => string.Join('\n', _lines);

    /// <summary>How long it took to be ready: what this machine needs for such things just now.</summary>
    public TimeSpan StartTook { get; private set; }

    /// <param name="settings">Such as <c>Workiz:MinInterval</c>, or a variable without our prefix such as <c>MONGODB_URI</c>; nothing else of our environment reaches the process.</param>
    public static BatchlineProcess Start(IEnumerable<KeyValuePair<string, string>> settings)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "batchline.dll"), "serve", "--urls", "http://127.0.0.1:0" },
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(IsSetting))
            start.Environment.Remove(name);
        foreach (var (key, value) in settings)
            start.Environment[key.Contains(':') ? "BATCHLINE_" + key.Replace(":", "__", StringComparison.Ordinal) : key] = value;
        return new BatchlineProcess(start);
    }

    public static BatchlineProcess Start(ProcessStartInfo start)
    {
        start.RedirectStandardError = true;
        start.RedirectStandardOutput = true;
        return new BatchlineProcess(start);
    }

    /// <summary>Waits until it serves.</summary>
    public async Task<BatchlineApi> ReadyAsync()
    {
        try
        {
            return await _ready.Task.WaitAsync(StartPatience, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The process was not ready within {StartPatience.TotalSeconds} s. It said:\n{Output}");
        }
    }

    public int TimesSaid(string text) => _lines.Count(line => line.Contains(text, StringComparison.Ordinal));

    public void Send(Signal signal) => Signals.Send(_process.Id, signal);

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and waits for the end.</summary>
    /// <returns>The exit code, and how long the end took.</returns>
    public async Task<(int ExitCode, TimeSpan Took)> TerminateAsync()
    {
        var begun = Stopwatch.GetTimestamp();
        Send(Signal.Terminate);
        return (await EndAsync(), Stopwatch.GetElapsedTime(begun));
    }

    /// <summary>Waits until it ends by itself.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(StartPatience, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        if (_ready.Task.IsCompletedSuccessfully)
            (await _ready.Task).Dispose();
        _process.Dispose();
    }

    private static bool IsSetting(string name) =>
        name.StartsWith("BATCHLINE_", StringComparison.OrdinalIgnoreCase)
        || name is "PORT" or "MONGODB_URI" or "POSTGRES_URI" or "DATABASE_URL" or "BATCH_SIZE" or "CRON_SECRET" or "VERCEL";

    private void Hear(string? line)
    {
        if (line is null)
        {
            _ready.TrySetException(new InvalidOperationException($"The process ended before it was ready. It said:\n{Output}"));
            return;
        }
        _lines.Enqueue(line);
        if (!line.StartsWith(Listening, StringComparison.Ordinal))
            return;
        StartTook = Stopwatch.GetElapsedTime(_begun);
        _ready.TrySetResult(new BatchlineApi(new Uri(line[Listening.Length..].Replace("[::]", "127.0.0.1", StringComparison.Ordinal))));
    }
}

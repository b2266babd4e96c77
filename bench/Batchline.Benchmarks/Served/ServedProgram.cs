using System.Diagnostics;
using System.Globalization;
using Batchline.Benchmarks.Reporting;
using Batchline.Settings.Sections;

namespace Batchline.Benchmarks.Served;

/// <summary>The program as a process that serves on a free port of this machine.</summary>
internal sealed class ServedProgram : IAsyncDisposable
{
    public const string Token = "a-token-of-the-benchmark-that-nobody-else-knows";

    /// <summary>A folder with another build to measure in place of the one beside this program.</summary>
    private const string Variable = "BATCHLINE_PROGRAM";
    private const string Prefix = "BATCHLINE_";
    private const string Listening = "Batchline listens on ";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(20);
    private readonly Process _process;

    private ServedProgram(Process process, int port)
    {
        (_process, Port) = (process, port);

        // Its log goes on; a full pipe would stop it.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
    }

    public int Port { get; }

    public bool Ended => _process.HasExited;

    /// <param name="data">Its database.</param>
    /// <param name="workiz">The simulator.</param>
    /// <param name="interval">The pace of every account.</param>
    /// <param name="descriptors">The most files and sockets the process may have open; null leaves what the machine allows.</param>
    /// <param name="mode">Whether it works by itself.</param>
    /// <param name="database">Settings of another database than the embedded one.</param>
    public static async Task<ServedProgram> StartAsync(DataFolder data, Uri workiz, TimeSpan interval, int? descriptors = null, HostingMode mode = HostingMode.Worker, IReadOnlyDictionary<string, string>? database = null)
    {
        var folder = Environment.GetEnvironmentVariable(Variable) ?? AppContext.BaseDirectory;
        string[] serve = ["dotnet", Path.Combine(folder, "batchline.dll"), "serve", "--urls", "http://127.0.0.1:0"];
        var start = new ProcessStartInfo("sh", ["-c", descriptors is null ? "exec \"$@\" 2>&1" : $"ulimit -n {descriptors}; exec \"$@\" 2>&1", "sh", .. serve])
        {
            RedirectStandardOutput = true,
        };
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)))
            start.Environment.Remove(name);
        start.Environment["BATCHLINE_Store__DataDirectory"] = data.Path;
        start.Environment["BATCHLINE_Workiz__BaseUrl"] = workiz.ToString();
        start.Environment["BATCHLINE_Workiz__MinInterval"] = interval.ToString("c", CultureInfo.InvariantCulture);
        start.Environment["BATCHLINE_Security__ApiToken"] = Token;
        start.Environment["BATCHLINE_Hosting__Mode"] = mode.ToString();
        foreach (var (setting, value) in database ?? new Dictionary<string, string>())
            start.Environment[Prefix + setting.Replace(":", "__", StringComparison.Ordinal)] = value;

        var process = Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
        try
        {
            return new ServedProgram(process, await PortAsync(process).WaitAsync(Patience));
        }
        catch
        {
            process.Kill();
            throw;
        }
    }

    /// <summary>What it takes at this moment; nothing once it has ended.</summary>
    public ProcessUse Use()
    {
        _process.Refresh();
        return _process.HasExited ? new ProcessUse(0, TimeSpan.Zero) : new ProcessUse(_process.WorkingSet64 / 1e6, _process.TotalProcessorTime);
    }

    /// <summary>Asks it to end with SIGTERM, as a service manager does, and ends it in the end.</summary>
    public async Task<ProgramEnd> EndAsync()
    {
        if (_process.HasExited)
            return new ProgramEnd(_process.ExitCode, null);
        var begun = Stopwatch.GetTimestamp();
        await SignalAsync("TERM");
        if (await ExitAsync() is { } code)
            return new ProgramEnd(code, Stopwatch.GetElapsedTime(begun));
        await KillAsync();
        return new ProgramEnd(null, EndPatience);
    }

    /// <param name="signal">As kill names it.</param>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for it to end, for a while.</summary>
    /// <returns>Its exit code; null when it did not end.</returns>
    public async Task<int?> ExitAsync()
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(EndPatience);
            return _process.ExitCode;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>Leaves it no time for anything.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private static async Task<int> PortAsync(Process process)
    {
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Listening, StringComparison.Ordinal))
                return new Uri(line[Listening.Length..]).Port;
            said.Add(line);
        }
        throw new InvalidOperationException($"The program ended before it served: {string.Join('\n', said)}");
    }
}

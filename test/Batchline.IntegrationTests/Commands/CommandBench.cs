using System.Diagnostics;
using System.Text;
using Batchline.Commands;
using Batchline.Commands.Shell;
using Batchline.Settings;
using Batchline.Simulator;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Commands;

/// <summary>Runs commands against a simulated Workiz and a data directory of their own.</summary>
internal sealed class CommandBench : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("batchline-commands-");

    private CommandBench(WorkizSimulator simulator)
    {
        Simulator = simulator;
        Settings["Store:DataDirectory"] = Path.Combine(_directory.FullName, "data");
        Settings["Workiz:BaseUrl"] = simulator.BaseUrl.ToString();
        Settings["Workiz:MinInterval"] = "00:00:00";
    }

    public WorkizSimulator Simulator { get; }
    public Dictionary<string, string?> Settings { get; } = [];
    public Dictionary<string, string?> Variables { get; } = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<CommandBench> StartAsync(SimulatorOptions? simulated = null) => new(await WorkizSimulator.StartAsync(
        simulated ?? new SimulatorOptions { Accounts = 2, JobsPerAccount = 15, MinInterval = TimeSpan.Zero, UnscheduledShare = 0 },
        cancellationToken: Cancelled));

    public Task<CommandOutcome> RunAsync(params string[] args) => RunWithInputAsync("", args);

    public Task<CommandOutcome> RunWithInputAsync(string input, params string[] args) => RunWithInputAsync(Encoding.UTF8.GetBytes(input), args);

    public async Task<CommandOutcome> RunWithInputAsync(byte[] input, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var terminal = new Terminal
        {
            Screen = Terminal.Plain(output),
            Output = output,
            Error = error,
            Input = new MemoryStream(input),
            IsLive = false,
            Prompts = null,
            Variable = name => Variables.GetValueOrDefault(name),
            Settings = overrides => BatchlineConfiguration.Of(Settings.Concat(overrides).GroupBy(setting => setting.Key).Select(same => same.Last())),
            Stop = Cancelled,
        };
        var code = await CommandLine.RunAsync(args, terminal);
        return new CommandOutcome(code, output.ToString(), error.ToString());
    }

    /// <summary>Adds accounts for the simulator's tokens, named <c>Account 0</c> and so on.</summary>
    public async Task AddAccountsAsync()
    {
        var file = await FileAsync("accounts.csv", string.Join('\n', Simulator.Tokens.Index().Select(token => $"Account {token.Index},{token.Item}").Prepend("name,key")));
        (await RunAsync("accounts", "import", file, "--no-test")).Code.ShouldBe(ExitCodes.Success);
    }

    public async Task<string> FileAsync(string name, string content)
    {
        var path = Path.Combine(_directory.FullName, name);
        await File.WriteAllTextAsync(path, content, Cancelled);
        return path;
    }

    public async Task<string> FileAsync(string name, byte[] content)
    {
        var path = Path.Combine(_directory.FullName, name);
        await File.WriteAllBytesAsync(path, content, Cancelled);
        return path;
    }

    /// <summary>The real program in a process of its own.</summary>
    public Process Begin(params string[] args)
    {
        // A test run in the background ignores SIGINT, and so would its children.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "batchline.dll"), .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in Settings)
            start.Environment["BATCHLINE_" + key.Replace(":", "__", StringComparison.Ordinal)] = value;
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
    }

    public static async Task<CommandOutcome> EndAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync(Cancelled);
        var error = process.StandardError.ReadToEndAsync(Cancelled);
        await process.WaitForExitAsync(Cancelled);
        return new CommandOutcome(process.ExitCode, await output, await error);
    }

    public async ValueTask DisposeAsync()
    {
        await Simulator.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}

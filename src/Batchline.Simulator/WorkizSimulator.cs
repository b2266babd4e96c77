using Batchline.Simulator.Accounts;
using Batchline.Simulator.Jobs;
using Batchline.Simulator.Judge;
using Batchline.Simulator.Server;
using Microsoft.Extensions.Options;

namespace Batchline.Simulator;

/// <summary>A running Workiz look-alike on loopback: quotas, a log of every request, and a judge of S1 and S2.</summary>
public sealed class WorkizSimulator : IAsyncDisposable
{
    private readonly World world;
    private readonly SimulatorServer server;
    private readonly LogFile? file;

    private WorkizSimulator(World world, SimulatorServer server, LogFile? file)
    {
        this.world = world;
        this.server = server;
        this.file = file;
    }

    /// <summary>Such as <c>http://127.0.0.1:5080/api/v1/</c>.</summary>
    public Uri BaseUrl => new(server.Address, Call.Prefix);

    /// <summary>One token for each account.</summary>
    public IReadOnlyList<string> Tokens => [.. world.Accounts.Select(account => account.Token)];

    public RequestLog Log => world.Log;

    public SimulatorReport Report => Reporter.Report(world);

    public Verdict Verdict => new(Report.Violations);

    /// <param name="time">Moves quotas; the request log keeps the machine's monotonic time.</param>
    /// <exception cref="OptionsValidationException">With all faults of the options.</exception>
    /// <exception cref="IOException">When the port is taken.</exception>
    public static async Task<WorkizSimulator> StartAsync(
        SimulatorOptions? options = null, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        options ??= new SimulatorOptions();
        var validation = new SimulatorOptionsValidator().Validate(null, options);
        if (validation.Failed)
            throw new OptionsValidationException(nameof(SimulatorOptions), typeof(SimulatorOptions), validation.Failures);
        var file = options.LogFile is { } path ? new LogFile(path) : null;
        try
        {
            var world = new World(options, time ?? TimeProvider.System, file);
            var application = new SimulatorApplication(new WorkizEndpoint(world));
            return new WorkizSimulator(world, await SimulatorServer.StartAsync(options.Port, application, cancellationToken), file);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>Runs until cancelled, for a command.</summary>
    /// <param name="started">Told once requests are answered.</param>
    public static async Task<Verdict> RunAsync(
        SimulatorOptions options, Action<WorkizSimulator> started, CancellationToken cancellationToken)
    {
        await using var simulator = await StartAsync(options, cancellationToken: cancellationToken);
        started(simulator);
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return simulator.Verdict;
    }

    /// <summary>The jobs of an account as they stand, unlisted and unscheduled ones included: UUID and record.</summary>
    public IEnumerable<(string Uuid, string Json)> Truth(string token) => TruthWriter.Read(world, Known(token));

    /// <summary>How often job/get was asked for each UUID of an account.</summary>
    public IReadOnlyDictionary<string, int> JobRequests(string token)
    {
        var account = Known(token);
        lock (account.Gate)
            return account.Asked.Jobs().ToDictionary(entry => world.Source.Uuids.Of(account.Number, entry.Index), entry => entry.Requests);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        file?.Dispose();
    }

    private Account Known(string token) =>
        world.Find(token) ?? throw new ArgumentException("No account of the simulator has this token.", nameof(token));
}

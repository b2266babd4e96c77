using System.Text.Json.Nodes;
using Batchline.Simulator.Control;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Judge;
using Batchline.Simulator.Reports;
using Batchline.Simulator.Server;
using Batchline.Simulator.Worlds;
using Microsoft.Extensions.Options;

namespace Batchline.Simulator;

/// <summary>A running Workiz look-alike on loopback: quotas, a log of every request, and a judge of S1 and S2.</summary>
public sealed class WorkizSimulator : IAsyncDisposable
{
    private readonly Session session;
    private readonly SimulatorServer server;
    private readonly LogFile? file;

    private WorkizSimulator(Session session, SimulatorServer server, LogFile? file)
    {
        this.session = session;
        this.server = server;
        this.file = file;
    }

    /// <summary>Such as <c>http://127.0.0.1:5080/api/v1/</c>.</summary>
    public Uri BaseUrl => new(server.Address, Call.Prefix);

    /// <summary>One token for each account.</summary>
    public IReadOnlyList<string> Tokens => [.. World.Accounts.Select(account => account.Token)];

    public RequestLog Log => World.Log;

    public SimulatorReport Report => Reporter.Report(World);

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
            var session = new Session(options, time ?? TimeProvider.System, file);
            var server = await SimulatorServer.StartAsync(
                options.Port, new SimulatorApplication(session), () => session.World.RefusesConnection(), cancellationToken);
            return new WorkizSimulator(session, server, file);
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

    /// <summary>Begins anew: jobs, quotas, schedule, log and counters are as after the start.</summary>
    public void Reset() => session.Reset();

    /// <summary>Lets something happen now, whatever time it names.</summary>
    /// <exception cref="ArgumentException">When it makes no sense with these options.</exception>
    public void Apply(ScenarioEvent happening) => World.Apply(happening);

    /// <summary>Sets fields of a job, or edits it somehow when none are named. JobDateTime moves it.</summary>
    public void ChangeJob(string token, string uuid, JsonObject? fields = null) =>
        Known(JobChanges.Change(World, Known(token), uuid, fields), uuid);

    /// <summary>The job is gone, until restored.</summary>
    public void VanishJob(string token, string uuid) => Known(JobChanges.Vanish(World, Known(token), uuid), uuid);

    public void RestoreJob(string token, string uuid) => Known(JobChanges.Restore(World, Known(token), uuid), uuid);

    /// <summary>A new job appears.</summary>
    /// <returns>Its UUID.</returns>
    public string AddJob(string token) => JobChanges.Add(World, Known(token));

    /// <summary>The jobs of an account as they stand, unlisted and unscheduled ones included: UUID and record.</summary>
    public IEnumerable<(string Uuid, string Json)> Truth(string token) => TruthWriter.Read(World, Known(token));

    /// <summary>How often job/get was asked for each UUID of an account.</summary>
    public IReadOnlyDictionary<string, int> JobRequests(string token) => AccountFacts.JobRequests(World, Known(token));

    /// <summary>The jobs that job/get never answers rightly, see <see cref="FaultProfile.BadJobs"/>.</summary>
    public IReadOnlyDictionary<string, FaultKind> BadJobs(string token) => AccountFacts.BadJobs(World, Known(token));

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        file?.Dispose();
    }

    private World World
    {
        get
        {
            var world = session.World;
            world.CatchUp();
            return world;
        }
    }

    private Account Known(string token) =>
        World.Find(token) ?? throw new ArgumentException("No account of the simulator has this token.", nameof(token));

    private static void Known(bool found, string uuid)
    {
        if (!found)
            throw new ArgumentException("No job of this account ever had this UUID.", nameof(uuid));
    }
}

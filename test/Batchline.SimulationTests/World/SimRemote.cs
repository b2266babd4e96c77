using Batchline.Engine.Accounts;
using Batchline.Engine.Discover;
using Batchline.SimulationTests.Scheduling;

namespace Batchline.SimulationTests.World;

/// <summary>Workiz on the virtual clock. It judges S1 and S2 at the moment a request arrives.</summary>
internal sealed class SimRemote(SimScheduler scheduler, SimSettings settings, TimeSpan interval)
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(20);
    private readonly Dictionary<string, RemoteAccount> _accounts = [];

    public bool FaultsOn { get; set; } = true;

    public int Requests { get; private set; }

    public IReadOnlyDictionary<string, RemoteAccount> Accounts => _accounts;

    public void Add(string token, IReadOnlyList<SimJob> jobs) => _accounts[token] = new RemoteAccount(jobs);

    public async Task<WorkizAnswer> RequestAsync(
        SimNode node, WorkizToken token, Func<RemoteAccount, WorkizAnswer> answer, CancellationToken cancellationToken)
    {
        var account = _accounts[token.Reveal()];
        Arrive(account);
        var latency = Latency();
        var faulty = FaultsOn && scheduler.Random.NextDouble() < settings.UpstreamFaults;
        var result = faulty ? Fault() : answer(account);
        try
        {
            using var cut = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, node.Killed.Token);
            await Task.Delay(latency < RequestTimeout ? latency : RequestTimeout, scheduler.Clock, cut.Token);
        }
        catch (OperationCanceledException) when (!node.IsDead)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The process died: its end of the connection is gone, and nobody hears the answer.
        }
        finally
        {
            account.InFlight--;
        }
        await node.GateAsync();
        return latency < RequestTimeout ? result : new WorkizAnswer.Transient("no answer within 20 s");
    }

    private void Arrive(RemoteAccount account)
    {
        var now = scheduler.Clock.Elapsed;
        Requests++;
        if (account.LastArrival is { } last && now - last < interval - TimeSpan.FromMicroseconds(1))
            account.Early++;
        if (account.InFlight > 0)
            account.Overlapping++;
        account.LastArrival = now;
        account.InFlight++;
    }

    private TimeSpan Latency() => FaultsOn && scheduler.Random.Next(25) == 0
        ? TimeSpan.FromSeconds(scheduler.Random.NextDouble() * 40)
        : TimeSpan.FromMilliseconds(5 + (scheduler.Random.NextDouble() * 400));

    private WorkizAnswer Fault() => scheduler.Random.Next(5) == 0
        ? new WorkizAnswer.QuotaReached(scheduler.Random.Next(2) == 0 ? null : TimeSpan.FromSeconds(scheduler.Random.Next(1, 90)), "Account reached Api Quotas")
        : new WorkizAnswer.Transient("520 from the edge");
}

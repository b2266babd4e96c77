using Batchline.Engine.Workiz;
using Batchline.Rehearsal.Scheduling;

namespace Batchline.Rehearsal.World;

/// <summary>Workiz on the virtual clock. It judges S1 and S2 at the moment a request arrives.</summary>
internal sealed class SimRemote(SimScheduler scheduler)
{
    private readonly Dictionary<string, SimArrivals> _accounts = [];

    public int Requests { get; private set; }

    public IReadOnlyDictionary<string, SimArrivals> Accounts => _accounts;

    public SimArrivals Add(string token, TimeSpan interval) => _accounts[token] = new SimArrivals(interval);

    /// <summary>A new key for the same account: its requests are judged together.</summary>
    public void Alias(string token, SimArrivals account) => _accounts[token] = account;

    /// <param name="node">The process that sends.</param>
    /// <param name="token">The account's key.</param>
    /// <param name="latency">How long the answer takes; the caller may give up earlier.</param>
    /// <param name="answer">Makes the answer; its argument is false if the account is over its quota.</param>
    public async Task<T> RequestAsync<T>(
        SimNode node, WorkizToken token, TimeSpan latency, Func<bool, T> answer, CancellationToken cancellationToken)
    {
        var account = _accounts[token.Reveal()];
        Requests++;
        var request = account.Arrive(scheduler.Clock.Elapsed);
        var result = answer(request.IsWithinQuota);
        try
        {
            using var cut = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, node.Killed.Token);
            await Task.Delay(latency, scheduler.Clock, cut.Token);
        }
        catch (OperationCanceledException) when (!node.IsDead)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The process died: its end of the connection is gone, and the answer reaches no one.
        }
        finally
        {
            account.Leave(request);
        }
        await node.GateAsync();
        return result;
    }
}

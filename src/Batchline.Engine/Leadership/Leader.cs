using Batchline.Engine.Failures;
using Microsoft.Extensions.Logging;

namespace Batchline.Engine.Leadership;

/// <summary>
/// Leads when no other process does. A term is renewed while it is used, and is over in this process before any other can
/// lead. It is given up as soon as its chores have ended.
/// </summary>
public sealed partial class Leader(ILeaderRole role, IdGenerator ids, TimeProvider clock, LeaderTimes times, FailurePolicy failures, ILogger<Leader> logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(200);

    /// <summary>Leads whenever it can, until the process stops.</summary>
    /// <param name="chores">What only the leader does. It ends soon after its term.</param>
    /// <param name="work">The leader's slices. When the process stops, they finish while another process may lead already.</param>
    /// <param name="stopping">The process is stopping.</param>
    public async Task RunAsync(Func<LeaderTerm, Task> chores, Func<LeaderTerm, Task> work, CancellationToken stopping)
    {
        for (var failed = 0; !stopping.IsCancellationRequested;)
        {
            var pause = times.TryEvery;
            try
            {
                if (await LeadAsync(chores, work, stopping))
                    pause = TimeSpan.Zero;
                failed = 0;
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                pause = failures.Rest("the leader", e, ++failed);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await clock.PauseAsync(pause, stopping);
        }
    }

    /// <summary>Leads for as long as some chores take.</summary>
    /// <returns>False: another process leads and does them, or the store took too long to answer.</returns>
    public Task<bool> TryLeadAsync(Func<LeaderTerm, Task> chores, CancellationToken stopping) => LeadAsync(chores, work: null, stopping);

    private async Task<bool> LeadAsync(Func<LeaderTerm, Task> chores, Func<LeaderTerm, Task>? work, CancellationToken stopping)
    {
        // New for each term: a late renewal of an earlier term must not be taken for one of this term.
        var owner = ids.Next();
        var sent = clock.GetTimestamp();
        var taken = await role.TakeAsync(owner, times.Role, stopping);
        failures.StoreAnswered();
        if (taken is not { } claim)
            return false;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var term = new LeaderTerm(claim.Fence, clock, over.Token);
        term.Extend(sent, times.Role - times.Guard);
        if (term.Left == TimeSpan.Zero)
            return false;
        if (work is not null)
            LogLeads(claim.Fence);
        var working = WorkAsync(claim, term, work);
        var choring = chores(term);
        var kept = await KeepAsync(owner, term, work is null ? choring : Task.WhenAny(choring, working), stopping);
        over.Cancel();
        try
        {
            await choring;
        }
        finally
        {
            if (kept)
                await GiveUpAsync(owner, term);
            else
                LogLost(claim.Fence);
            await working;
        }
        return true;
    }

    private async Task WorkAsync(LeaderClaim claim, LeaderTerm term, Func<LeaderTerm, Task>? work)
    {
        // An earlier leader that died has left leases behind. Ending them lets its accounts continue at once.
        for (var failed = 0; claim.Lost is { } lost && !term.Over.IsCancellationRequested;)
        {
            try
            {
                await role.EndLeasesAsync(lost, term.Over);
                break;
            }
            catch (Exception e) when (!term.Over.IsCancellationRequested)
            {
                await clock.PauseAsync(failures.Rest("the end of an earlier leader's leases", e, ++failed), term.Over);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
        if (work is not null)
            await work(term);
    }

    /// <summary>Renews the term until it has done its work or the process stops.</summary>
    /// <returns>False: the role was lost.</returns>
    private async Task<bool> KeepAsync(string owner, LeaderTerm term, Task done, CancellationToken stopping)
    {
        for (var wait = times.RenewEvery; ;)
        {
            await Task.WhenAny(done, clock.PauseAsync(wait < term.Left ? wait : term.Left, stopping));
            if (done.IsCompleted || stopping.IsCancellationRequested)
                return true;
            if (term.Left == TimeSpan.Zero || await RenewAsync(owner, term) is not { } renewed)
                return false;
            wait = renewed ? times.RenewEvery : RetryAfter;
        }
    }

    /// <returns>False: the store did not answer. Null: the role belongs to another process.</returns>
    private async Task<bool?> RenewAsync(string owner, LeaderTerm term)
    {
        var sent = clock.GetTimestamp();
        try
        {
            var claim = await role.TakeAsync(owner, times.Role, CancellationToken.None).WaitAsync(term.Left, clock);

            // With another fence, the role was lost in between, and what is done under this term must end.
            if (claim?.Fence != term.Fence)
                return null;
            failures.StoreAnswered();
            term.Extend(sent, times.Role - times.Guard);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (Exception e)
        {
            failures.Rest("the leader's renewal", e, inARow: 1);
            return false;
        }
    }

    private async Task GiveUpAsync(string owner, LeaderTerm term)
    {
        try
        {
            await role.LeaveAsync(owner, CancellationToken.None).WaitAsync(term.Left, clock);

            // Leases taken under a role that was given up are not ended by the next leader, so they may outlast the term.
            term.Leave();
        }
        catch (Exception e) when (e is StoreUnavailableException or TimeoutException)
        {
            // The role will expire, and the slices have what is left of this term.
        }
    }

    [LoggerMessage(620, LogLevel.Information, "This process leads now, term {Fence}: it does the work and the chores of this database")]
    private partial void LogLeads(long fence);

    [LoggerMessage(621, LogLevel.Warning, "This process does not lead any more, term {Fence}: another one does, or the database did not answer in time")]
    private partial void LogLost(long fence);
}

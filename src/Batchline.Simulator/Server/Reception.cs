using System.Diagnostics;
using Batchline.Simulator.Answers;
using Batchline.Simulator.Calls;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Worlds;
using Microsoft.AspNetCore.Http;

namespace Batchline.Simulator.Server;

/// <summary>Where requests come in and go out: log, judge, quota, and the choice of what goes wrong.</summary>
internal sealed class Reception(World world)
{
    private readonly SimulatorOptions options = world.Options;

    /// <summary>Takes the request in and settles its fault.</summary>
    /// <returns>A refusal, or null when the request is to be answered as its fault says.</returns>
    public Reply? Admit(Account? account, Call call, Visit visit, IHeaderDictionary headers)
    {
        world.CatchUp();
        var elapsed = world.Elapsed;
        visit.Fault = world.Outage.At(elapsed);
        world.Tally.CountArrival(call.Kind, visit.Verdict);
        if (account is null)
        {
            world.Log.Begin(visit);
            return visit.Fault == FaultKind.None ? Refusals.Forbidden() : null;
        }
        lock (account.Gate)
        {
            account.Watch.Arrive(visit);
            world.Log.Begin(visit);
            account.Mutator.CatchUp(account.Watch.Requests, elapsed);
            CountAsk(account, visit);
            return visit.Fault == FaultKind.None ? Refuse(account, call, visit, headers, elapsed) : null;
        }
    }

    public void Leave(Account? account, Visit visit, int status, bool clientLeft)
    {
        visit.Status = status;
        world.Tally.CountEnd(status, visit.Fault);
        var now = Stopwatch.GetTimestamp();
        if (account is null)
        {
            visit.Ended = now;
            world.Log.End(visit);
            return;
        }
        lock (account.Gate)
        {
            account.Watch.End(visit, now, clientLeft);
            world.Log.End(visit);
        }
    }

    private Reply? Refuse(Account account, Call call, Visit visit, IHeaderDictionary headers, TimeSpan elapsed)
    {
        var faults = world.Faults;
        if (account.Refused ?? faults.RefusesAccount(account.Number))
            visit.Fault = FaultKind.RefusedToken;
        if (visit.Fault != FaultKind.None || call.Kind == CallKind.Other || options.RequireUserAgent && headers.UserAgent.Count == 0)
            return Refusals.Forbidden();
        if (account.Quota.Refuse(elapsed) is { } wait)
        {
            account.RateLimited++;
            return Refusals.QuotaReached(options.RetryAfter, wait, world.Time.GetUtcNow());
        }
        faults.Pick(visit, elapsed);
        return null;
    }

    private void CountAsk(Account account, Visit visit)
    {
        if (visit.Uuid is { } uuid && world.Source.Uuids.IndexOf(account.Number, uuid) is { } index && index < account.Jobs.Count)
            visit.Job = index;
        visit.Ask = visit.Job is { } job ? account.Asked.OfJob(job) : account.Asked.Of(visit.Uuid ?? $"{visit.Kind} {visit.Offset}");
    }
}

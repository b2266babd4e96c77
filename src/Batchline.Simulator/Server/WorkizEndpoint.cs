using System.Diagnostics;
using Batchline.Simulator.Accounts;
using Batchline.Simulator.Answers;
using Batchline.Simulator.Judge;
using Microsoft.AspNetCore.Http;

namespace Batchline.Simulator.Server;

/// <summary>Takes a request under <c>/api/v1/</c> from its arrival in the log to its answer.</summary>
internal sealed class WorkizEndpoint(World world)
{
    private const int ClientLeft = 499;
    private readonly SimulatorOptions options = world.Options;
    private readonly DataAnswers answers = new(world.Options, world.Source);

    public async Task HandleAsync(HttpContext http, string target, long arrived)
    {
        var call = Call.Parse(target);
        var query = call.Kind == CallKind.JobAll ? ListQuery.Parse(call.Query) : null;
        var account = world.Find(call.Token);
        var visit = new Visit(account?.Number ?? -1, call.Kind, call.Uuid, query?.Offset ?? 0, arrived);
        if (options.Strict && !Manners.AreGood(call, query, http.Request.Headers))
            visit.Verdict |= RequestVerdict.Manners;
        var (refused, ask) = Admit(account, call, visit, http.Request.Headers);
        try
        {
            await WaitAsync(account, visit, ask, http.RequestAborted);
            using var reply = refused ?? Answer(account!, call, query);
            // Ended in the log before its client can have the answer and send the next request.
            End(account, visit, reply.Status, clientLeft: false);
            await SendAsync(http.Response, reply);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            refused?.Dispose();
            End(account, visit, ClientLeft, clientLeft: true);
        }
    }

    /// <summary>Logs and judges the arrival, and lets the quota decide.</summary>
    private (Reply? Refused, int Ask) Admit(Account? account, Call call, Visit visit, IHeaderDictionary headers)
    {
        world.Tally.CountArrival(call.Kind, visit.Verdict);
        if (account is null)
        {
            world.Log.Begin(visit);
            return (Refusals.Forbidden(), 0);
        }
        lock (account.Gate)
        {
            account.Watch.Arrive(visit);
            world.Log.Begin(visit);
            var ask = CountAsk(account, call, visit.Offset);
            if (call.Kind == CallKind.Other || options.RequireUserAgent && headers.UserAgent.Count == 0)
                return (Refusals.Forbidden(), ask);
            if (account.Quota.Refuse(world.Elapsed) is not { } wait)
                return (null, ask);
            account.RateLimited++;
            return (Refusals.QuotaReached(options.RetryAfter, wait, world.Time.GetUtcNow()), ask);
        }
    }

    private int CountAsk(Account account, Call call, int offset) =>
        call.Uuid is { } uuid && world.Source.Uuids.IndexOf(account.Number, uuid) is { } index && index < account.Jobs.Count
            ? account.Asked.OfJob(index)
            : account.Asked.Of(call.Uuid ?? $"{call.Kind} {offset}");

    private Task WaitAsync(Account? account, Visit visit, int ask, CancellationToken cancellationToken)
    {
        var wait = options.Latency;
        if (options.LatencyJitter > TimeSpan.Zero)
            wait += options.LatencyJitter * Dice.Of(options.Seed, account?.Number ?? -1, visit.Subject, ask, 9).Unit();
        return wait > TimeSpan.Zero ? Task.Delay(wait, cancellationToken) : Task.CompletedTask;
    }

    private Reply Answer(Account account, Call call, ListQuery? query)
    {
        lock (account.Gate)
        {
            return call.Kind switch
            {
                CallKind.JobAll => answers.JobAll(account, query!),
                CallKind.JobGet => answers.JobGet(account, call.Uuid!),
                _ => DataAnswers.TeamAll(account),
            };
        }
    }

    private static async Task SendAsync(HttpResponse response, Reply reply)
    {
        response.StatusCode = reply.Status;
        if (reply.RetryAfter is { } retryAfter)
            response.Headers.RetryAfter = retryAfter;
        if (reply.Status == StatusCodes.Status204NoContent)
            return;
        response.ContentType = reply.ContentType;
        response.ContentLength = reply.Body.Length;
        await response.BodyWriter.WriteAsync(reply.Body.WrittenMemory);
    }

    private void End(Account? account, Visit visit, int status, bool clientLeft)
    {
        visit.Status = status;
        world.Tally.CountEnd(status);
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
}

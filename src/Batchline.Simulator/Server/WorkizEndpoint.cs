using Batchline.Simulator.Answers;
using Batchline.Simulator.Calls;
using Batchline.Simulator.Chance;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Worlds;
using Microsoft.AspNetCore.Http;

namespace Batchline.Simulator.Server;

/// <summary>Takes a request under <c>/api/v1/</c> from its arrival in the log to its answer.</summary>
internal sealed class WorkizEndpoint(World world)
{
    private const int ClientLeft = 499;
    private readonly SimulatorOptions options = world.Options;
    private readonly DataAnswers answers = new(world.Options, world.Source);
    private readonly ListAnswers lists = new(world.Options, world.Source);
    private readonly Reception reception = new(world);

    public World World => world;

    public async Task HandleAsync(HttpContext http, string target, long arrived)
    {
        var call = Call.Parse(target);
        var query = call.Kind == CallKind.JobAll ? ListQuery.Parse(call.Query) : null;
        var account = world.Find(call.Token);
        var visit = new Visit(account?.Number ?? -1, call.Kind, call.Uuid, query?.Offset ?? 0, arrived) { Page = query?.PageOf(options.RecordOffset) ?? 0 };
        if (options.Strict && !Manners.AreGood(call, query, http.Request.Headers))
            visit.Verdict |= RequestVerdict.Manners;
        var refusal = reception.Admit(account, call, visit, http.Request.Headers);
        try
        {
            var courier = new Courier(http, status => reception.Leave(account, visit, status, clientLeft: false));
            await WaitAsync(visit, http.RequestAborted);
            if (refusal is null && Courier.GoesWithoutReply(visit.Fault))
            {
                await courier.FailAsync(visit.Fault);
                return;
            }
            using var reply = refusal ?? Answer(account, call, query, visit);
            await courier.DeliverAsync(reply, visit, world.Faults.Profile);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            refusal?.Dispose();
            reception.Leave(account, visit, ClientLeft, clientLeft: true);
        }
    }

    private Task WaitAsync(Visit visit, CancellationToken cancellationToken)
    {
        var wait = options.Latency;
        if (options.LatencyJitter > TimeSpan.Zero)
            wait += options.LatencyJitter * Chance(visit, 9).Unit();
        return wait > TimeSpan.Zero && visit.Fault != FaultKind.ConnectionRefused
            ? Task.Delay(wait, cancellationToken)
            : Task.CompletedTask;
    }

    private Reply Answer(Account? account, Call call, ListQuery? query, Visit visit)
    {
        var dice = Chance(visit, 13);
        if (FaultyReplies.Of(visit.Fault, call.Uuid, dice, world.Faults.Profile.RetryAfter, world.Time.GetUtcNow()) is { } faulty)
            return faulty;
        if (account is null)
            return Refusals.Forbidden();
        var owner = account.AnswersFor ?? account;
        lock (owner.Gate)
        {
            return (call.Kind, visit.Fault) switch
            {
                (CallKind.JobGet, FaultKind.Gone) => answers.Gone(dice),
                (CallKind.JobGet, FaultKind.WrongUuid) => answers.WrongJob(owner, call.Uuid!, dice),
                (CallKind.JobGet, _) => answers.JobGet(owner, call.Uuid!, dice),
                (CallKind.JobAll, _) => lists.JobAll(owner, query!, ListFault.Of(visit, world.Faults), dice),
                _ => DataAnswers.TeamAll(owner),
            };
        }
    }

    private Dice Chance(Visit visit, int salt) => Dice.Of(options.Seed, visit.Account, visit.Subject, visit.Ask, salt);
}

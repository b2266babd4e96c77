using Batchline.Engine.Accounts;
using Batchline.Engine.Ids;
using Batchline.Rehearsal.World;
using Batchline.SimulationTests.Workiz;
using Batchline.Simulator.Faults;

namespace Batchline.SimulationTests.World;

/// <summary>Draws the accounts of a world, each with jobs, a list and perhaps a path that misbehaves.</summary>
internal static class SimAccounts
{
    private static readonly FaultKind[] JobFaults =
    [
        FaultKind.Gone, FaultKind.WrongUuid, FaultKind.ServerError, FaultKind.RefusedToken, FaultKind.BadRequest, FaultKind.FlagFalse,
        FaultKind.UnknownEndPoint,
    ];

    public static SimAccount Add(SimWorld world, int index)
    {
        var (id, settings, random) = (new AccountId($"{index + 1:x24}"), world.Settings, world.Random);
        var quiet = settings.IsCalm || settings.IsQuick;
        var arrivals = new SimArrivals(settings.Interval);
        if (!quiet && random.Next(4) == 0)
            arrivals.Quota = SimSettings.DrawQuota(random);
        var jobs = Enumerable.Range(0, settings.JobsPerAccount)
            .Select(job => new SimJob($"J{job:D4}", id.Value) { Fault = DrawJobFault(settings, random), Listed = random.Next(3) > 0 }).ToList();
        var list = quiet ? Usual(jobs, settings) : SimList.Draw(random, jobs, settings.PageRows);
        var account = new SimAccount(id, $"account{index}", arrivals, jobs, list, quiet ? null : DrawFault(world));
        world.State.Accounts[id.Value] = new Account { Id = id, Name = account.Name, WorkizApiKey = account.Token };
        world.Remote.Alias(account.Token, arrivals);
        world.Note($"{id}: a list of {list.Kind}, {list.OddReached} odd rows, {account.Fault?.ToString() ?? "no fault"}");

        // Known already, but for a few: stored by an earlier program, without notes of ours.
        world.State.Jobs[id] = new(StringComparer.Ordinal);
        foreach (var job in jobs.Where(_ => random.Next(8) > 0))
            world.State.Jobs[id][job.Uuid] = Known.Job(id, job);
        return account;
    }

    /// <summary>A probe that is never answered takes a day of looking for work: not where each look costs a real command.</summary>
    private static PathFault? DrawFault(SimWorld world) =>
        PathFault.Draw(world.Random) is var fault && world.Kind != StoreKind.Memory && fault is { Path: SimPath.Probe, Lasts: true } ? null : fault;

    /// <summary>An account of Workiz that nobody added here.</summary>
    public static SimAccount AddStranger(SimWorld world)
    {
        var id = new AccountId($"{int.MaxValue:x24}");
        var jobs = Enumerable.Range(0, world.Settings.JobsPerAccount).Select(job => new SimJob($"X{job:D4}", id.Value) { Listed = true }).ToList();
        var stranger = new SimAccount(id, "stranger", new SimArrivals(TimeSpan.Zero), jobs, Usual(jobs, world.Settings), fault: null);
        world.Remote.Alias(stranger.Token, stranger.Arrivals);
        return stranger;
    }

    private static SimList Usual(List<SimJob> jobs, SimSettings settings) => new(jobs, settings.PageRows, SimListKind.Pages, odd: false);

    /// <summary>One in four jobs is not good; where nothing goes wrong, a few are gone and no more.</summary>
    private static FaultKind DrawJobFault(SimSettings settings, Random random) => random.Next(JobFaults.Length * 4) switch
    {
        0 when settings.IsCalm => FaultKind.Gone,
        var drawn when drawn < JobFaults.Length && !settings.IsCalm && !settings.IsQuick => JobFaults[drawn],
        _ => FaultKind.None,
    };
}

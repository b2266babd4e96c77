using Batchline.Benchmarks.Bare;
using Batchline.Engine.Accounts;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Records;
using Batchline.Engine.Workiz;

namespace Batchline.Benchmarks.Staging;

/// <summary>Fills a database through the stores: accounts that were listed before, and their jobs.</summary>
internal static class Seed
{
    private const int AtOnce = 64;

    /// <summary>All accounts of the simulator, each with all its jobs as they stand.</summary>
    /// <returns>The same for a side that knows no store.</returns>
    public static async Task<IReadOnlyList<BareAccount>> AccountsAsync(Stage stage, SimulatorProcess simulator)
    {
        var jobs = new Dictionary<string, IReadOnlyList<JobDocument>>();
        foreach (var token in simulator.Tokens)
            jobs[token] = await simulator.JobsAsync(token);
        await AccountsAsync(stage, simulator.Tokens, token => Task.FromResult(jobs[token]));
        return [.. jobs.Select((pair, index) => new BareAccount($"{index:x24}", pair.Key, [.. pair.Value.Select(job => job.Uuid)]))];
    }

    public static Task AccountsAsync(
        Stage stage, IReadOnlyList<string> tokens, Func<string, Task<IReadOnlyList<JobDocument>>> jobs) => Parallel.ForEachAsync(
        tokens,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (token, cancellationToken) => await AccountAsync(stage, token, await jobs(token), cancellationToken));

    private static async Task AccountAsync(Stage stage, string token, IReadOnlyList<JobDocument> jobs, CancellationToken cancellationToken)
    {
        var id = new AccountId(stage.Get<IdGenerator>().Next());
        var now = DateTimeOffset.UtcNow;
        var account = new Account
        {
            Id = id,
            Name = token[..13],
            WorkizApiKey = stage.Get<IAccountKeys>().Protect(new WorkizToken(token)),
            CreatedAt = now,
            UpdatedAt = now,
        };
        await stage.Get<IAccountStore>().AddAsync(account, cancellationToken);
        var heads = stage.Get<IHeadStore>();
        var head = await heads.AcquireAsync(id, id.Value, TimeSpan.FromSeconds(30), leader: null, cancellationToken)
            ?? throw new InvalidOperationException("A new account is held by somebody.");
        await heads.CommitAsync(
            new Checkpoint
            {
                AccountId = id,
                Jobs = [.. jobs.Select(SampleJobs.Write)],
                Head = HeadWrite.GivingBack(head, id.Value, new HeadBody { ListedAt = now }),
            },
            cancellationToken);
    }
}

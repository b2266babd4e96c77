using Batchline.Engine.Accounts;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations.Steer;
using Batchline.Engine.Slices;
using Batchline.SimulationTests.Checks;
using Batchline.SimulationTests.Workiz;
using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Story;

/// <summary>What happens to accounts and their jobs.</summary>
internal sealed class Upkeep(SimWorld world, HintWatch hints, Operators operators)
{
    /// <summary>Workiz accepts only a new key, and somebody enters it in Batchline some time later.</summary>
    public async Task ChangeKeyAsync()
    {
        var account = world.AnyAccount();
        account.ChangeKey();
        world.Remote.Alias(account.Token, account.Arrivals);
        await world.WaitAsync(10);
        await SetKeyAsync(account, account.Token);
        world.Saw(Happening.KeyChanged);
        await operators.ResumeAsync();
    }

    /// <summary>
    /// Somebody gives the account the key of another Workiz account, and some time later its own again. Where no job of its
    /// own was ever asked for, or none exists, nothing could show the mistake.
    /// </summary>
    public async Task MistakeKeyAsync()
    {
        var account = world.AnyAccount();
        if (world.State.Heads.GetValueOrDefault(account.Id)?.Body.KeyFingerprint is null || !account.Jobs.Any(job => job.IsGood && IsStored(account, job)))
            return;
        account.Trouble();
        account.HadStrangersKey = true;
        await SetKeyAsync(account, world.Stranger.Token);
        world.Saw(Happening.StrangersKey);
        await world.WaitAsync(30);
        await SetKeyAsync(account, account.Token);
        await operators.ResumeAsync();
    }

    /// <summary>A disabled account is left out only of operations that start afterward.</summary>
    public async Task SwitchAccountAsync()
    {
        var account = world.AnyAccount();
        if (world.State.Accounts.GetValueOrDefault(account.Id.Value) is not { } stored)
            return;
        await ChangeAsync(account, new AccountChange { Enabled = !stored.Enabled, UpdatedAt = world.Clock.GetUtcNow() }, "switch");
        world.Saw(Happening.AccountSwitched);
    }

    /// <summary>Its operations keep what they did; nothing is requested for it anymore.</summary>
    public async Task DeleteAccountAsync()
    {
        var (account, withJobs) = (world.AnyAccount(), world.Random.Next(2) == 0);
        if (world.IsDeleted(account))
            return;
        account.Trouble();
        OperationId? running = null;
        await operators.AskAsync($"deletion of {account.Id}", async process =>
        {
            running = await process.Get<AccountRemover>().RemoveAsync(account.Id, withJobs, CancellationToken.None);
            return (object)account;
        });
        if (world.IsDeleted(account))
            world.Saw(Happening.AccountDeleted);
        else if (running is not null)
            world.Saw(Happening.DeletionRefused);
    }

    public Task RefuseKeyAsync()
    {
        var account = world.AnyAccount();
        account.KeyRefused = world.Random.Next(2) == 0;
        world.Saw(Happening.KeyRefused);
        world.Note($"the key of {account.Id} is {(account.KeyRefused ? "refused" : "good")}");
        return Task.CompletedTask;
    }

    public Task ChangeQuotaAsync()
    {
        var account = world.AnyAccount();
        account.Arrivals.Quota = world.Random.Next(3) == 0
            ? null
            : SimSettings.DrawQuota(world.Random);
        world.Saw(Happening.QuotaChanged);
        world.Note($"the quota of {account.Id} is {account.Arrivals.Quota}");
        return Task.CompletedTask;
    }

    public Task EditJobsAsync()
    {
        foreach (var job in world.AnyAccount().Jobs)
            job.Version += world.Random.Next(2);
        return Task.CompletedTask;
    }

    /// <summary>A job changes and Workiz sends a hint. The job may be one that is not stored yet, and the hint may come twice.</summary>
    public async Task HintAsync()
    {
        var account = world.AnyAccount();
        if (world.IsDeleted(account))
            return;
        var job = account.Jobs[world.Random.Next(account.Jobs.Count)];
        for (var times = world.Random.Next(1, 3); times > 0; times--)
        {
            job.Version++;
            var version = job.Version;
            if (await operators.AskAsync($"hint about {account.Id}/{job.Uuid}", async process => (object)await process.Get<Refetcher>().AskAsync(account.Id, job.Uuid, CancellationToken.None)))
            {
                hints.Expect(account, job, version);
                world.Saw(Happening.Hint);
            }
        }
    }

    public async Task TestKeyAsync()
    {
        var account = world.AnyAccount();
        if (world.IsDeleted(account))
            return;
        if (await operators.AskAsync("key test", process => process.Get<KeyTester>().TestAsync(account.Id, CancellationToken.None)))
            world.Saw(Happening.KeyTest);
    }

    private Task SetKeyAsync(SimAccount account, string token) =>
        ChangeAsync(account, new AccountChange { WorkizApiKey = token, UpdatedAt = world.Clock.GetUtcNow() }, "new key");

    private async Task ChangeAsync(SimAccount account, AccountChange change, string what)
    {
        while (!await operators.AskAsync(what, async process => (object)await process.Get<IAccountStore>().UpdateAsync(account.Id, change, CancellationToken.None)))
            await world.WaitAsync(2);
    }

    private bool IsStored(SimAccount account, SimJob job) =>
        world.State.Jobs.GetValueOrDefault(account.Id)?.ContainsKey(job.Uuid) == true;
}

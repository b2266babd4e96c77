using Batchline.Engine.Accounts;
using Batchline.Engine.Faults;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Leases;
using Batchline.Engine.Workiz;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices;

/// <summary>For each step that asks Workiz for something: what makes an account come to it, before its operation starts.</summary>
internal static class AskingSteps
{
    /// <summary>The key of an account before it got another one.</summary>
    public const string OtherKey = "1";

    public delegate Task Prepare(Workshop shop, AccountId account, Func<WorkizRequest, WorkizAnswer?> script);

    public static IReadOnlyDictionary<string, Prepare> All { get; } = new Dictionary<string, Prepare>
    {
        ["JobStep"] = SimplyAsync,
        ["ListStep"] = NeverListedAsync,
        ["ProbeStep"] = InTroubleAsync,
        ["VerifyStep"] = AnotherKeyAsync,
        ["RefetchStep"] = HintedAsync,
        ["TestKeyCommand"] = TestedAsync,
    };

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    private static Task SimplyAsync(Workshop shop, AccountId account, Func<WorkizRequest, WorkizAnswer?> script)
    {
        shop.Workiz.Script = script;
        return Task.CompletedTask;
    }

    private static Task NeverListedAsync(Workshop shop, AccountId account, Func<WorkizRequest, WorkizAnswer?> script) =>
        WithHeadAsync(shop, account, script, body => body with { ListedAt = null });

    private static Task InTroubleAsync(Workshop shop, AccountId account, Func<WorkizRequest, WorkizAnswer?> script) =>
        WithHeadAsync(shop, account, script, body => body with { Trouble = TroublePolicy.Open(new Trouble(), 1) });

    /// <summary>A first operation with one key, and another key behind it.</summary>
    private static async Task AnotherKeyAsync(Workshop shop, AccountId account, Func<WorkizRequest, WorkizAnswer?> script)
    {
        await shop.StartAsync();
        await shop.DriveAsync(TimeSpan.FromDays(3));
        shop.Workiz.Script = script;
        if ((await shop.Get<IAccountStore>().GetAsync(account, TestEnd))?.WorkizApiKey is not null)
            await shop.Get<IAccountStore>().UpdateAsync(account, new AccountChange { WorkizApiKey = "another", UpdatedAt = Sample.Noon }, TestEnd);
    }

    private static async Task HintedAsync(Workshop shop, AccountId account, Func<WorkizRequest, WorkizAnswer?> script)
    {
        shop.Workiz.Script = script;
        await shop.Get<Refetcher>().AskAsync(account, "J001", TestEnd);
    }

    private static async Task TestedAsync(Workshop shop, AccountId account, Func<WorkizRequest, WorkizAnswer?> script)
    {
        shop.Workiz.Script = script;
        await shop.Get<IHeadInbox>().AppendAsync([account], new HeadCommand { Id = $"{7:x24}", Kind = HeadCommandKind.TestKey }, TestEnd);
    }

    private static async Task WithHeadAsync(
        Workshop shop, AccountId account, Func<WorkizRequest, WorkizAnswer?> script, Func<HeadBody, HeadBody> change)
    {
        shop.Workiz.Script = script;
        var lease = await shop.Get<LeaseGranter>().AcquireAsync(account, term: null, TestEnd) ?? throw new InvalidOperationException("The account is held.");
        await lease.GiveBackAsync(new CheckpointDraft(change(lease.Head.Body)), null);
    }
}

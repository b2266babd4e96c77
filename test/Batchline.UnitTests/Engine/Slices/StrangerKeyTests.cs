using Batchline.Engine.Accounts;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Steer;
using Batchline.Engine.Records;
using Batchline.Engine.Workiz;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices;

/// <summary>A key of another Workiz account must not mix its jobs with those of this one.</summary>
public sealed class StrangerKeyTests
{
    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_changed_key_that_knows_no_job_blocks_the_account_and_nothing_is_marked()
    {
        using var shop = await ShopAsync();
        var operation = await ChangeKeyAsync(shop, request => request.Token == "stranger" ? new WorkizAnswer.Gone() : null);

        var blocked = await shop.StateAsync(operation, One);
        blocked.Status.ShouldBe(AccountStateStatus.Blocked);
        (blocked.Error ?? "").ShouldContain("another Workiz account");
        shop.Workiz.Requests.Count(request => request.Token == "stranger").ShouldBe(20);
        shop.Workiz.Requests.Where(request => request.Token == "stranger").ShouldAllBe(request => request.Kind == "get");
        await NothingIsMarkedAsync(shop);
    }

    [Fact]
    public async Task With_force_the_key_is_believed()
    {
        using var shop = await ShopAsync();
        var operation = await ChangeKeyAsync(shop, request => request.Token == "stranger" ? new WorkizAnswer.Gone() : null);

        await shop.Get<OperationControl>().ResumeAsync(operation, force: true, TestEnd);
        await shop.DriveAsync(TimeSpan.FromHours(1));

        (await shop.StateAsync(operation, One)).Counters.Missing.ShouldBe(30);
        (await shop.HeadAsync(One)).Body.ShouldSatisfyAllConditions(
            body => body.Blocked.ShouldBeNull(),
            body => body.KeyFingerprint.ShouldBe("stranger"));
    }

    [Fact]
    public async Task Without_force_the_account_is_blocked_again()
    {
        using var shop = await ShopAsync();
        var operation = await ChangeKeyAsync(shop, request => request.Token == "stranger" ? new WorkizAnswer.Gone() : null);

        await shop.Get<OperationControl>().ResumeAsync(operation, force: false, TestEnd);
        await shop.DriveAsync(TimeSpan.FromHours(1));

        (await shop.StateAsync(operation, One)).Status.ShouldBe(AccountStateStatus.Blocked);
        await NothingIsMarkedAsync(shop);
    }

    [Fact]
    public async Task A_changed_key_that_knows_a_job_is_the_accounts_own_and_the_learned_quota_is_forgotten()
    {
        using var shop = await ShopAsync();
        var operation = await ChangeKeyAsync(shop, request => request.Uuid is "J000" or "J001" ? new WorkizAnswer.Gone() : null);

        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
        (await shop.StateAsync(operation, One)).Counters.ShouldSatisfyAllConditions(
            counters => (counters.Completed, counters.Missing).ShouldBe((28, 2)));
        (await shop.HeadAsync(One)).Body.ShouldSatisfyAllConditions(
            body => body.KeyFingerprint.ShouldBe("stranger"),
            body => body.Pace.LearnedCalls.ShouldBeNull());
    }

    [Fact]
    public async Task When_most_of_the_first_jobs_are_suddenly_gone_the_account_is_blocked_and_nothing_is_marked()
    {
        using var shop = new Workshop();
        await shop.AddAccountAsync(1, 30);
        shop.Workiz.Script = request => request.Kind == "get" ? new WorkizAnswer.Gone() : null;
        var operation = await shop.StartAsync();

        await shop.DriveAsync(TimeSpan.FromHours(1));

        (await shop.StateAsync(operation, One)).Status.ShouldBe(AccountStateStatus.Blocked);
        shop.Workiz.Count("get").ShouldBe(11);
        await NothingIsMarkedAsync(shop);
    }

    [Fact]
    public async Task Half_of_the_first_jobs_may_be_gone()
    {
        using var shop = new Workshop();
        await shop.AddAccountAsync(1, 30);
        shop.Workiz.Script = request => request.Uuid is { } uuid && uuid[^1] % 2 == 0 ? new WorkizAnswer.Gone() : null;
        var operation = await shop.StartAsync();

        await shop.DriveAsync(TimeSpan.FromHours(1));

        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
        var marked = (await shop.Get<IJobStore>().ListAsync(new JobQuery { AccountId = One, Missing = true }, TestEnd)).Count;
        marked.ShouldBe(15);
    }

    [Fact]
    public async Task A_few_jobs_may_all_be_gone()
    {
        using var shop = new Workshop();
        await shop.AddAccountAsync(1, 3);
        shop.Workiz.Script = request => request.Kind == "get" ? new WorkizAnswer.Gone() : null;
        var operation = await shop.StartAsync();

        await shop.DriveAsync(TimeSpan.FromHours(1));

        (await shop.StateAsync(operation, One)).Counters.Missing.ShouldBe(3);
        (await shop.Get<IJobStore>().ListAsync(new JobQuery { AccountId = One, Missing = true }, TestEnd)).Count.ShouldBe(3);
    }

    private static AccountId One => new($"{1:x24}");

    /// <summary>An account whose thirty jobs were synced with its own key.</summary>
    private static async Task<Workshop> ShopAsync()
    {
        var shop = new Workshop();
        await shop.AddAccountAsync(1, 30);
        await shop.StartAsync();
        await shop.DriveAsync(TimeSpan.FromHours(1));
        return shop;
    }

    private static async Task<OperationId> ChangeKeyAsync(Workshop shop, Func<WorkizRequest, WorkizAnswer?> script)
    {
        shop.Workiz.Script = script;
        await shop.Get<IAccountStore>().UpdateAsync(One, new AccountChange { WorkizApiKey = "stranger", UpdatedAt = Sample.Noon }, TestEnd);
        var operation = await shop.StartAsync();
        await shop.DriveAsync(TimeSpan.FromHours(1));
        return operation;
    }

    private static async Task NothingIsMarkedAsync(Workshop shop) =>
        (await shop.Get<IJobStore>().ListAsync(new JobQuery { AccountId = One, Missing = true }, TestEnd)).ShouldBeEmpty();
}

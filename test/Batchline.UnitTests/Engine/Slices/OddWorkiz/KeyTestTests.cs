using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Steer;
using Batchline.Engine.Slices;
using Batchline.Engine.Workiz;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices.OddWorkiz;

/// <summary>Row j: tests of the key while the account waits for its quota.</summary>
public sealed class KeyTestTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Fact]
    public async Task J_A_key_test_whose_caller_has_gone_is_never_sent()
    {
        using var shop = new Workshop();
        var (account, operation) = await WaitingForQuotaAsync(shop);
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(TestEnd);
        var test = shop.Get<KeyTester>().TestAsync(account, caller.Token);
        shop.Clock.Pass(TimeSpan.FromSeconds(1));
        var asked = (await shop.HeadAsync(account)).Commands.Single().Kind;

        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => shop.Clock.PassUntilDone(test));
        var left = (await shop.HeadAsync(account)).Commands.Count;
        await shop.DriveAsync(TimeSpan.FromHours(1));

        (asked, left).ShouldBe((HeadCommandKind.TestKey, 0));
        shop.Workiz.Count("probe").ShouldBe(0);
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
    }

    [Fact]
    public async Task J_A_key_test_that_would_wait_for_the_quota_is_answered_within_its_patience_and_sends_nothing()
    {
        using var shop = new Workshop();
        var (account, _) = await WaitingForQuotaAsync(shop);
        var begun = shop.Clock.GetUtcNow();

        var result = await shop.Clock.PassUntilDone(shop.Get<KeyTester>().TestAsync(account, TestEnd));

        result.ShouldBeOfType<KeyTestResult.Leased>();
        (shop.Clock.GetUtcNow() - begun).ShouldBeLessThan(TimeSpan.FromSeconds(6));
        (shop.Workiz.Count("probe"), (await shop.HeadAsync(account)).Commands.Count).ShouldBe((0, 0));
    }

    [Fact]
    public async Task S6_J_A_pause_is_heard_while_key_tests_wait_for_the_quota_and_nothing_is_sent_after_it()
    {
        using var shop = new Workshop();
        var (account, operation) = await WaitingForQuotaAsync(shop);
        var before = shop.Workiz.Requests.Count;
        var tests = Task.WhenAll(Enumerable.Range(0, 5).Select(_ => shop.Get<KeyTester>().TestAsync(account, TestEnd)));
        shop.Clock.Pass(TimeSpan.FromSeconds(1));

        var pausing = shop.Get<OperationControl>().PauseAsync(operation, TestEnd);
        await shop.DriveAsync(TimeSpan.FromSeconds(1));
        await shop.Clock.PassUntilDone(pausing);
        var paused = (Operation: await shop.OperationAsync(operation), TestsWait: !tests.IsCompleted);
        var results = await shop.Clock.PassUntilDone(tests);
        await shop.DriveAsync(TimeSpan.FromHours(1));

        (paused.Operation.Status, paused.TestsWait).ShouldBe((OperationStatus.Paused, true));
        results.ShouldAllBe(result => result is KeyTestResult.Leased);
        shop.Workiz.Requests.Count.ShouldBe(before);
    }

    [Fact]
    public async Task J_A_key_test_is_sent_at_once_where_the_pace_allows()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 0);

        var result = await shop.Clock.PassUntilDone(shop.Get<KeyTester>().TestAsync(account, TestEnd));

        result.ShouldBe(new KeyTestResult.Answered(true, "Workiz accepted the key."));
        shop.Workiz.Requests.Select(request => request.Kind).ShouldBe(["probe"]);
    }

    private static async Task<(AccountId Account, OperationId Operation)> WaitingForQuotaAsync(Workshop shop)
    {
        var account = await shop.AddAccountAsync(1, 3);
        shop.Workiz.Script = _ => shop.Workiz.Requests.Count == 1 ? new WorkizAnswer.QuotaReached(Pause, "quota") : null;
        var operation = await shop.StartAsync();
        await shop.SliceAsync(account);
        return (account, operation);
    }
}

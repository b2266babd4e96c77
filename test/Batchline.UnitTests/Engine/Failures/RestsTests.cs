using Batchline.Engine.Drivers;
using Batchline.Engine.Failures;
using Batchline.Engine.Ids;
using Batchline.Engine.Slices;
using Batchline.UnitTests.Engine.Slices;
using Batchline.UnitTests.Workiz;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Failures;

/// <summary>An account on which this program fails.</summary>
public sealed class RestsTests : IDisposable
{
    private readonly Workshop _shop = new();
    private readonly LogLines<FailurePolicy> _log = new();
    private readonly Rests _rests;

    public RestsTests() => _rests = new Rests(new FailurePolicy(_shop.Get<StoreHealth>(), _log), _shop.Clock);

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void An_account_that_is_not_tried_again_for_an_hour_is_forgotten()
    {
        for (var number = 1; number <= 3; number++)
            _rests.Failed(new AccountId($"{number:x24}"), new InvalidOperationException("a bug"));
        _shop.Clock.Advance(TimeSpan.FromMinutes(61));

        _rests.Failed(new AccountId($"{4:x24}"), new InvalidOperationException("a bug"));

        _rests.Count.ShouldBe(1);
        _rests.Of(new AccountId($"{1:x24}")).ShouldBeNull();
    }

    [Fact]
    public async Task A_slice_that_fails_is_logged_with_its_stack_and_its_account_rests_longer_each_time_until_one_goes_well()
    {
        var account = await _shop.AddAccountAsync(1, 1);
        var slices = new SafeSlices(_shop.Get<SliceRunner>(), new FailurePolicy(_shop.Get<StoreHealth>(), _log), _rests);
        var began = _shop.Clock.GetUtcNow();

        _shop.Heads.Fault = () => new InvalidOperationException("a bug");
        (await slices.RunAsync(account, TimeSpan.FromSeconds(10), batch: null, TestEnd)).ShouldBeNull();
        (await slices.RunAsync(account, TimeSpan.FromSeconds(10), batch: null, TestEnd)).ShouldBeNull();
        var rest = _rests.Of(account).ShouldNotBeNull();
        _shop.Heads.Fault = null;
        (await slices.RunAsync(account, TimeSpan.FromSeconds(10), batch: null, TestEnd)).ShouldNotBeNull();

        rest.ShouldBe(new Rest(began, began + TimeSpan.FromSeconds(6), 2, "InvalidOperationException"));
        _rests.Of(account).ShouldBeNull();
        _log.Lines.Count.ShouldBe(2);
        _log.Lines[0].ShouldStartWith($"Error 603 Failed unexpectedly, and is tried again in 00:00:03: the work on account {account}");
        _log.Lines[0].ShouldContain("   at ");
    }

    [Fact]
    public async Task A_store_that_is_away_is_no_fault_of_the_account()
    {
        var account = await _shop.AddAccountAsync(1, 1);
        var slices = new SafeSlices(_shop.Get<SliceRunner>(), new FailurePolicy(_shop.Get<StoreHealth>(), _log), _rests);

        _shop.Heads.Fault = () => new StoreUnavailableException("silent");
        (await slices.RunAsync(account, TimeSpan.FromSeconds(10), batch: null, TestEnd)).ShouldBeNull();

        _rests.Of(account).ShouldBeNull();
        _log.Lines.ShouldHaveSingleItem().ShouldStartWith("Error 600 The store does not answer");
    }
}

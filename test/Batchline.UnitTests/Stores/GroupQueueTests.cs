using Batchline.Stores.Rules;
using Batchline.UnitTests.Engine;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Stores;

public sealed class GroupQueueTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly List<(double At, IReadOnlyList<int> Items)> _groups = [];
    private readonly GroupQueue<int> _queue;
    private readonly DateTimeOffset _begun;

    public GroupQueueTests()
    {
        _begun = _clock.GetUtcNow();
        _queue = new GroupQueue<int>(3, _clock, group =>
        {
            _groups.Add(((_clock.GetUtcNow() - _begun).TotalMilliseconds, group));
            return Task.CompletedTask;
        });
    }

    [Fact]
    public void A_group_waits_until_the_first_of_its_items_needs_its_answer()
    {
        Pass(async () =>
        {
            _queue.Add(1, Milliseconds(50));
            await Task.Delay(Milliseconds(10), _clock);
            _queue.Add(2, Milliseconds(20));
            await Task.Delay(Milliseconds(70), _clock);
        });

        _groups.ShouldHaveSingleItem().At.ShouldBe(30);
        _groups[0].Items.ShouldBe([1, 2]);
    }

    [Fact]
    public void An_item_that_cannot_wait_takes_the_others_along()
    {
        Pass(async () =>
        {
            _queue.Add(1, Milliseconds(50));
            _queue.Add(2, Milliseconds(40));
            await Task.Delay(Milliseconds(10), _clock);
            _queue.Add(3, TimeSpan.Zero);
            await Task.Delay(Milliseconds(70), _clock);
        });

        _groups.ShouldHaveSingleItem().At.ShouldBe(10);
        _groups[0].Items.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void A_full_group_does_not_wait_and_what_did_not_fit_does_not_either()
    {
        Pass(async () =>
        {
            foreach (var item in Enumerable.Range(1, 4))
                _queue.Add(item, Milliseconds(50));
            await Task.Delay(Milliseconds(70), _clock);
        });

        _groups.Select(group => group.At).ShouldBe([0, 0]);
        _groups.Select(group => group.Items.Count).ShouldBe([3, 1]);
    }

    [Fact]
    public void Each_group_waits_anew()
    {
        Pass(async () =>
        {
            _queue.Add(1, Milliseconds(20));
            await Task.Delay(Milliseconds(50), _clock);
            _queue.Add(2, Milliseconds(20));
            await Task.Delay(Milliseconds(50), _clock);
        });

        _groups.Select(group => group.At).ShouldBe([20, 70]);
    }

    [Fact]
    public void Closing_ends_the_wait_and_carries_out_what_is_queued()
    {
        Pass(async () =>
        {
            _queue.Add(1, Milliseconds(50));
            await Task.Delay(Milliseconds(10), _clock);
            await _queue.DisposeAsync();
        });

        _groups.ShouldHaveSingleItem().At.ShouldBe(10);
    }

    public ValueTask DisposeAsync() => _queue.DisposeAsync();

    private void Pass(Func<Task> work) => Turns.PassUntilDone(_clock, async () =>
    {
        await work();
        return true;
    });

    private static TimeSpan Milliseconds(int value) => TimeSpan.FromMilliseconds(value);
}

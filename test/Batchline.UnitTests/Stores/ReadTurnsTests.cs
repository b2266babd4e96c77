using Batchline.Stores.Reading;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Stores;

public sealed class ReadTurnsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Turns_are_given_in_the_order_of_asking()
    {
        var turns = Turns(atOnce: 1, waiting: 2);
        var first = await turns.TakeAsync(Cancelled);
        var second = turns.TakeAsync(Cancelled);
        var third = turns.TakeAsync(Cancelled);

        first.Dispose();
        var next = await Task.WhenAny(second, third);

        next.ShouldBe(second);
        third.IsCompleted.ShouldBeFalse();
        (await second).Dispose();
        (await third).Dispose();
    }

    [Fact]
    public async Task More_than_may_wait_are_refused_at_once()
    {
        var turns = Turns(atOnce: 1, waiting: 1);
        using var held = await turns.TakeAsync(Cancelled);
        var waiting = turns.TakeAsync(Cancelled);

        (await Should.ThrowAsync<ReadersBusyException>(turns.TakeAsync(Cancelled))).Message.ShouldBe("busy");

        waiting.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Who_waits_longer_than_the_patience_is_refused_and_takes_no_turn_later()
    {
        var turns = Turns(atOnce: 1, waiting: 1);
        var held = await turns.TakeAsync(Cancelled);
        var waiting = turns.TakeAsync(Cancelled);

        _clock.Advance(Patience);
        await Should.ThrowAsync<ReadersBusyException>(waiting);
        held.Dispose();

        turns.TakeAsync(Cancelled).IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_leaves_the_line_makes_room_in_it()
    {
        var turns = Turns(atOnce: 1, waiting: 1);
        using var held = await turns.TakeAsync(Cancelled);
        using var caller = new CancellationTokenSource();
        var leaving = turns.TakeAsync(caller.Token);

        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(leaving);

        turns.TakeAsync(Cancelled).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_turn_that_is_given_back_twice_is_one_turn()
    {
        var turns = Turns(atOnce: 1, waiting: 0);
        var held = await turns.TakeAsync(Cancelled);

        held.Dispose();
        held.Dispose();

        using var again = await turns.TakeAsync(Cancelled);
        await Should.ThrowAsync<ReadersBusyException>(turns.TakeAsync(Cancelled));
    }

    private ReadTurns Turns(int atOnce, int waiting) => new(atOnce, waiting, Patience, _clock, "busy");
}

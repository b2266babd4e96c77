using Batchline.Engine.Failures;
using Batchline.Stores.Rules;
using Batchline.UnitTests.Engine;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Stores;

public sealed class CoalescerTests
{
    private readonly List<IReadOnlyList<int>> _groups = [];
    private readonly FakeTimeProvider _clock = new();
    private readonly TaskCompletionSource _first = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Calls_that_come_while_a_group_is_on_its_way_go_as_the_next_one()
    {
        var coalescer = new Coalescer<int, int>(_clock, async items =>
        {
            _groups.Add(items);
            await _first.Task;
            return [.. items.Select(item => item * 10)];
        });

        var answers = Run(async () =>
        {
            var first = coalescer.AskAsync(1, Cancel);
            await Task.Yield();
            await Task.Yield();
            var others = new[] { coalescer.AskAsync(2, Cancel), coalescer.AskAsync(3, Cancel) };
            _first.SetResult();
            return await Task.WhenAll([first, .. others]);
        });

        answers.ShouldBe([10, 20, 30]);
        _groups.Select(group => group.Count).ShouldBe([1, 2]);
    }

    [Fact]
    public void Everything_goes_on_where_the_caller_is()
    {
        var threads = new HashSet<int>();
        var coalescer = new Coalescer<int, int>(_clock, async items =>
        {
            threads.Add(Environment.CurrentManagedThreadId);
            await Task.Yield();
            threads.Add(Environment.CurrentManagedThreadId);
            return items;
        });

        Run(() => Task.WhenAll(coalescer.AskAsync(1, Cancel), coalescer.AskAsync(2, Cancel))).ShouldBe([1, 2]);

        threads.ShouldBe([Environment.CurrentManagedThreadId]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_wrong_number_of_answers_is_the_fault_of_these_calls_and_the_next_get_theirs(int calls)
    {
        var isBroken = true;
        var coalescer = new Coalescer<int, int>(_clock, items => Task.FromResult<IReadOnlyList<int>>(isBroken ? [.. items.Skip(1)] : items));

        var failed = Run(() => Task.WhenAll(Enumerable.Range(1, calls).Select(item => Caught(coalescer.AskAsync(item, Cancel)))));
        isBroken = false;
        var next = Run(() => coalescer.AskAsync(7, Cancel));

        failed.ShouldAllBe(e => e is InvalidOperationException);
        failed.Length.ShouldBe(calls);
        next.ShouldBe(7);
    }

    [Fact]
    public void Whatever_is_thrown_before_the_first_await_reaches_the_callers_and_the_next_get_their_answers()
    {
        var fault = (Exception?)new OperationCanceledException("thrown at once");
        var coalescer = new Coalescer<int, int>(_clock, items => fault is null ? Task.FromResult(items) : throw fault);

        var failed = Run(() => Caught(coalescer.AskAsync(1, Cancel)));
        fault = null;

        failed.ShouldBeOfType<OperationCanceledException>();
        Run(() => coalescer.AskAsync(2, Cancel)).ShouldBe(2);
    }

    [Fact]
    public void A_fault_of_one_call_is_not_the_others_but_a_store_that_is_away_is_asked_once_for_all()
    {
        var coalescer = new Coalescer<int, int>(_clock, items =>
        {
            _groups.Add(items);
            if (items.Contains(9))
                throw new StoreUnavailableException("away");
            return items.Contains(2) ? throw new FormatException("two") : Task.FromResult(items);
        });

        var mine = Run(() => Task.WhenAll(Enumerable.Range(1, 3).Select(item => Caught(coalescer.AskAsync(item, Cancel)))));
        var away = Run(() => Task.WhenAll(Enumerable.Range(8, 3).Select(item => Caught(coalescer.AskAsync(item, Cancel)))));

        mine.Select(e => e?.GetType()).ShouldBe([null, typeof(FormatException), null]);
        away.ShouldAllBe(e => e is StoreUnavailableException);
        _groups.Select(group => group.Count).ShouldBe([3, 1, 2, 1, 1, 3]);
    }

    [Fact]
    public void The_one_at_fault_among_five_hundred_is_found_in_a_few_groups()
    {
        var coalescer = new Coalescer<int, int>(_clock, items =>
        {
            _groups.Add(items);
            return items.Contains(123) ? throw new FormatException("123") : Task.FromResult(items);
        });

        var failed = Run(() => Task.WhenAll(Enumerable.Range(1, 500).Select(item => Caught(coalescer.AskAsync(item, Cancel)))));

        failed.Count(e => e is not null).ShouldBe(1);
        failed[122].ShouldBeOfType<FormatException>();
        _groups.Count.ShouldBe(1 + (2 * 9));
    }

    [Fact]
    public async Task Closing_waits_for_the_calls_that_are_there_and_takes_no_more()
    {
        var coalescer = new Coalescer<int, int>(_clock, async items =>
        {
            await _first.Task;
            return items;
        });
        var asked = coalescer.AskAsync(1, Cancel);
        var closed = coalescer.DisposeAsync().AsTask();

        closed.IsCompleted.ShouldBeFalse();
        await Should.ThrowAsync<ObjectDisposedException>(coalescer.AskAsync(2, Cancel));
        _first.SetResult();
        await closed;

        (await asked).ShouldBe(1);
    }

    private T Run<T>(Func<Task<T>> work) => Turns.PassUntilDone(_clock, work);

    private static async Task<Exception?> Caught(Task call)
    {
        try
        {
            await call;
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }
}

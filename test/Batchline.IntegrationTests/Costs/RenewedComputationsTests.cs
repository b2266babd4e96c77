using Batchline.Api.Answers;
using Microsoft.Extensions.Time.Testing;

namespace Batchline.IntegrationTests.Costs;

public sealed class RenewedComputationsTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly RenewedComputations<string, int> _answers;
    private Func<Task> _work = () => Task.CompletedTask;
    private int _computed;

    public RenewedComputationsTests() => _answers = new RenewedComputations<string, int>(TimeSpan.FromSeconds(1), _clock, ComputeAsync);

    [Fact]
    public async Task An_answer_that_costs_nothing_is_kept_for_a_second()
    {
        var answers = new List<int> { await AskAsync() };
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        answers.Add(await AskAsync());
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        answers.Add(await AskAsync());

        answers.ShouldBe([1, 1, 2]);
    }

    [Fact]
    public async Task A_dear_answer_is_kept_ten_times_as_long_as_it_took_and_given_while_the_next_is_computed()
    {
        _work = Take(TimeSpan.FromSeconds(2));
        await AskAsync();
        _clock.Advance(TimeSpan.FromSeconds(17));
        var kept = await AskAsync();
        var next = new TaskCompletionSource();
        _work = () => next.Task;
        _clock.Advance(TimeSpan.FromSeconds(1));

        var meanwhile = (await AskAsync(), await AskAsync());
        next.SetResult();

        (kept, meanwhile, _computed).ShouldBe((1, (1, 1), 2));
        (await AskAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_dear_answer_that_is_far_too_old_is_not_given()
    {
        _work = Take(TimeSpan.FromSeconds(2));
        await AskAsync();
        _clock.Advance(TimeSpan.FromSeconds(38));

        (await AskAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Whoever_asks_after_a_change_sees_it_also_when_an_older_computation_ends_later()
    {
        _work = Take(TimeSpan.FromSeconds(2));
        await AskAsync();
        _clock.Advance(TimeSpan.FromSeconds(18));
        var older = new TaskCompletionSource();
        _work = () => older.Task;
        await AskAsync();
        _work = () => Task.CompletedTask;

        _answers.Forget("key");
        var seen = await AskAsync();
        older.SetResult();

        (seen, await AskAsync()).ShouldBe((3, 3));
    }

    [Fact]
    public async Task A_failure_is_told_and_tried_again()
    {
        _work = () => throw new InvalidOperationException("away");
        await Should.ThrowAsync<InvalidOperationException>(AskAsync);
        _work = Take(TimeSpan.FromSeconds(2));
        await AskAsync();
        _work = () => throw new InvalidOperationException("away again");
        _clock.Advance(TimeSpan.FromSeconds(18));

        (await AskAsync()).ShouldBe(2);

        await Should.ThrowAsync<InvalidOperationException>(AskAsync);
    }

    private Task<int> AskAsync() => _answers.GetAsync("key", TestContext.Current.CancellationToken);

    private Func<Task> Take(TimeSpan time) => () =>
    {
        _clock.Advance(time);
        return Task.CompletedTask;
    };

    private async Task<int> ComputeAsync(string key)
    {
        var number = ++_computed;
        await _work();
        return number;
    }
}

using Batchline.Engine.Failures;
using Batchline.Engine.Ids;
using Batchline.Engine.Leadership;
using Batchline.Rehearsal.Scheduling;
using Batchline.Stores.Memory.Connection;
using Batchline.Stores.Memory.Heads;
using Batchline.UnitTests.Engine.Drivers;
using Batchline.UnitTests.Workiz;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Leadership;

public sealed class LeaderTests : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly SimScheduler _scheduler = new(1, Sample.Noon);
    private readonly CancellationTokenSource _stop = new();
    private readonly LogLines<FailurePolicy> _log = new();
    private readonly FlakyRole _role;
    private readonly IdGenerator _ids;

    public LeaderTests()
    {
        _role = new FlakyRole(new LeaderRole(new MemoryState(Clock)));
        _ids = new IdGenerator(Clock, _scheduler.Random);
    }

    private SimClock Clock => _scheduler.Clock;

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    public void Dispose() => _stop.Dispose();

    [Fact]
    public void One_of_two_leads_and_the_other_takes_over_as_soon_as_the_first_stops()
    {
        using var firstStops = new CancellationTokenSource();
        var (first, second) = (new Post(), new Post());
        var one = Lead(first.ChoresAsync, Post.UntilOverAsync, firstStops.Token);
        var two = Lead(second.ChoresAsync, Post.UntilOverAsync);
        Pass(TimeSpan.FromMinutes(1));
        (first.Terms, second.Terms).ShouldBe((1, 0));

        firstStops.Cancel();
        Pass(TimeSpan.FromSeconds(1));

        (first.Terms, second.Terms).ShouldBe((1, 1));
        End(one, two);
    }

    [Fact]
    public async Task Whoever_follows_a_dead_leader_leads_within_seven_seconds()
    {
        await _role.TakeAsync("a process that dies now", new LeaderTimes().Role, TestEnd);
        var post = new Post();
        var leading = Lead(post.ChoresAsync, Post.UntilOverAsync);

        Pass(TimeSpan.FromSeconds(5.9));
        post.Terms.ShouldBe(0);
        Pass(TimeSpan.FromSeconds(1.1));

        post.Terms.ShouldBe(1);
        End(leading);
    }

    [Fact]
    public void A_leader_whose_store_is_silent_stops_before_another_may_lead()
    {
        var post = new Post();
        var leading = Lead(post.ChoresAsync, Post.UntilOverAsync);
        Pass(TimeSpan.FromSeconds(1));
        var term = post.Term.ShouldNotBeNull();

        _role.Fault = () => new StoreUnavailableException("silent");

        // It was taken a second ago for six; the guard is half a second.
        Pass(TimeSpan.FromSeconds(4.4));
        term.Over.IsCancellationRequested.ShouldBeFalse();
        Pass(TimeSpan.FromSeconds(0.2));

        term.Over.IsCancellationRequested.ShouldBeTrue();
        term.Left.ShouldBe(TimeSpan.Zero);
        End(leading);
    }

    [Fact]
    public void A_leader_outlives_a_store_that_is_silent_for_three_seconds()
    {
        var post = new Post();
        var leading = Lead(post.ChoresAsync, Post.UntilOverAsync);
        Pass(TimeSpan.FromSeconds(1));

        _role.Fault = () => new StoreUnavailableException("silent");
        Pass(TimeSpan.FromSeconds(3));
        _role.Fault = null;
        Pass(TimeSpan.FromMinutes(1));

        post.Terms.ShouldBe(1);
        End(leading);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whatever_the_store_throws_the_leader_goes_on(bool mine)
    {
        var post = new Post();
        _role.Fault = () => mine ? new InvalidOperationException("a bug") : new StoreUnavailableException("silent");
        var leading = Lead(post.ChoresAsync, Post.UntilOverAsync);
        Pass(TimeSpan.FromMinutes(1));
        leading.IsCompleted.ShouldBeFalse();

        _role.Fault = null;
        Pass(TimeSpan.FromMinutes(1));

        post.Terms.ShouldBe(1);
        End(leading);
    }

    [Fact]
    public void Chores_that_break_end_the_term_and_another_one_begins()
    {
        var terms = 0;
        var post = new Post();
        var leading = Lead(
            term => ++terms == 1 ? Task.FromException(new InvalidOperationException("broken")) : post.ChoresAsync(term), Post.UntilOverAsync);

        Pass(TimeSpan.FromMinutes(1));

        terms.ShouldBe(2);
        post.Terms.ShouldBe(1);
        _log.Lines.ShouldHaveSingleItem().ShouldStartWith("Error 603 Failed unexpectedly, and is tried again in 00:00:03: the leader");
        End(leading);
    }

    [Fact]
    public async Task A_leader_for_a_moment_leaves_the_role_when_its_chores_are_done()
    {
        (await Leader().TryLeadAsync(_ => Task.CompletedTask, TestEnd)).ShouldBeTrue();

        (await Leader().TryLeadAsync(_ => Task.CompletedTask, TestEnd)).ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_does_chores_while_another_does()
    {
        var done = 0;
        var chores = new TaskCompletionSource();
        var doing = Leader().TryLeadAsync(_ => chores.Task, TestEnd);

        (await Leader().TryLeadAsync(_ => Task.FromResult(++done), TestEnd)).ShouldBeFalse();

        done.ShouldBe(0);
        chores.SetResult();
        (await doing).ShouldBeTrue();
    }

    [Fact]
    public async Task Slices_of_a_leader_that_stops_have_their_time_after_the_role_has_passed_on()
    {
        using var stops = new CancellationTokenSource();
        var slice = new TaskCompletionSource();
        LeaderTerm? term = null;
        var leading = Lead(
            Post.UntilOverAsync,
            given =>
            {
                term = given;
                return slice.Task;
            },
            stops.Token);
        Pass(Step);

        stops.Cancel();
        Pass(TimeSpan.FromSeconds(10));

        leading.IsCompleted.ShouldBeFalse();
        term.ShouldNotBeNull().Left.ShouldBe(TimeSpan.MaxValue);
        (await _role.TakeAsync("the next", new LeaderTimes().Role, TestEnd)).ShouldNotBeNull().Lost.ShouldBeNull();
        slice.SetResult();
        End(leading);
    }

    [Fact]
    public async Task The_leases_of_a_leader_that_died_are_ended_before_the_work_begins_and_the_chores_do_not_wait_for_that()
    {
        var dead = (await _role.TakeAsync("a process that dies now", new LeaderTimes().Role, TestEnd)).ShouldNotBeNull();
        _role.EndFault = () => new StoreUnavailableException("silent");
        var (chores, work) = (0, 0);
        var leading = Lead(
            term =>
            {
                chores++;
                return Post.UntilOverAsync(term);
            },
            term =>
            {
                work++;
                return Post.UntilOverAsync(term);
            });
        Pass(TimeSpan.FromSeconds(10));
        (chores, work).ShouldBe((1, 0));

        _role.EndFault = null;
        Pass(TimeSpan.FromSeconds(3));

        (chores, work).ShouldBe((1, 1));
        _role.Ended.ShouldBe([dead.Fence]);
        End(leading);
    }

    private Leader Leader() => new(
        _role, _ids, Clock, new LeaderTimes(), new FailurePolicy(new StoreHealth(Clock), _log), NullLogger<Leader>.Instance);

    private Task Lead(Func<LeaderTerm, Task> chores, Func<LeaderTerm, Task> work, CancellationToken? stop = null) =>
        _scheduler.Start(() => Leader().RunAsync(chores, work, stop ?? _stop.Token));

    private void Pass(TimeSpan time)
    {
        var passed = _scheduler.Start(() => Task.Delay(time, Clock));
        _scheduler.RunUntil(() => passed.IsCompleted).ShouldBeTrue();
    }

    private void End(params Task[] leading)
    {
        _stop.Cancel();
        Pass(TimeSpan.FromSeconds(1));
        leading.ShouldAllBe(task => task.IsCompletedSuccessfully);
    }
}

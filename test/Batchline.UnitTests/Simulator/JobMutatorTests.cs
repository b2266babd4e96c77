using Batchline.Simulator.Jobs;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Simulator;

public sealed class JobMutatorTests
{
    private readonly JobSource source = new(seed: 1, 100, new DateOnly(2025, 6, 1)) { UnscheduledShare = 0.03 };

    [Fact]
    public void The_same_number_of_mutations_gives_the_same_jobs()
    {
        var (one, other) = (new JobBook(source, 0), new JobBook(source, 0));

        Mutator(one, new()).Mutate(50);
        var slowly = Mutator(other, new() { EveryRequests = 1 });
        for (var request = 1; request <= 50; request++)
            slowly.CatchUp(request, TimeSpan.Zero);

        one.All().ShouldBe(other.All());
        one.All().ShouldNotBe(new JobBook(source, 0).All());
    }

    [Fact]
    public void Jobs_change_move_appear_and_vanish()
    {
        var book = new JobBook(source, 0);

        Mutator(book, new()).Mutate(100);

        var states = Enumerable.Range(0, book.Count).Select(book.StateOf).ToList();
        states.ShouldContain(state => state.Revision > 0);
        states.Take(100).ShouldContain(state => state.MovedTo != null);
        states.ShouldContain(state => state.Vanished);
        book.Count.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Mutations_come_with_requests_and_with_time()
    {
        var book = new JobBook(source, 0);
        var mutator = Mutator(book, new()
        {
            EveryRequests = 10,
            Every = TimeSpan.FromMinutes(1),
            Edits = 0,
            Moves = 0,
            Disappearances = 0,
        });

        mutator.CatchUp(requests: 9, TimeSpan.FromSeconds(59));
        book.Count.ShouldBe(100);
        mutator.CatchUp(requests: 10, TimeSpan.FromSeconds(60));
        book.Count.ShouldBe(102);
        mutator.CatchUp(requests: 10, TimeSpan.FromSeconds(61));
        book.Count.ShouldBe(102);
    }

    [Fact]
    public void An_account_without_jobs_can_be_mutated()
    {
        var empty = new JobSource(seed: 1, 0, new DateOnly(2025, 6, 1));
        var book = new JobBook(empty, 0);

        new JobMutator(new(), empty, book, 0).Mutate(100);

        book.Count.ShouldBeGreaterThan(0);
    }

    private JobMutator Mutator(JobBook book, MutationPlan plan) => new(plan, source, book, 0);
}

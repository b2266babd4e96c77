using Batchline.Stores.Reading;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Stores;

public sealed class ReadersTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Readers _readers;

    public ReadersTests() => _readers = new Readers(
        new ReaderLimits { Waiting = 0, Longest = TimeSpan.FromSeconds(2), LongestExportPage = TimeSpan.FromSeconds(30) }, atOnce: 4, _clock);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void Work_has_no_lane() => _readers.LaneOf(search: true).ShouldBeNull();

    [Theory]
    [InlineData(ReadFor.Person, false, 4)]
    [InlineData(ReadFor.Person, true, 2)]
    [InlineData(ReadFor.Watchers, false, 2)]
    public async Task Lists_have_all_turns_and_searches_and_watchers_half_as_many(ReadFor who, bool search, int atOnce)
    {
        CurrentRead.For = who;
        var lane = _readers.LaneOf(search).ShouldNotBeNull();
        using var callers = new CancellationTokenSource();
        var running = Enumerable.Range(0, atOnce).Select(_ => lane.RunAsync(NeverAsync, callers.Token)).ToList();

        var refused = await Should.ThrowAsync<ReadersBusyException>(lane.RunAsync(NeverAsync, callers.Token));
        await callers.CancelAsync();
        foreach (var read in running)
            await Should.ThrowAsync<OperationCanceledException>(read);

        refused.Message.ShouldBe("The server is busy with other reads. Try again in a few seconds.");
        (await lane.RunAsync(_ => Task.FromResult(42), Cancelled)).ShouldBe(42);
    }

    [Fact]
    public async Task Pages_of_exports_wait_for_their_turn_however_long()
    {
        CurrentRead.For = ReadFor.Export;
        var lane = _readers.LaneOf(search: false).ShouldNotBeNull();
        using var callers = new CancellationTokenSource();
        var running = Enumerable.Range(0, 2).Select(_ => lane.RunAsync(NeverAsync, callers.Token)).ToList();
        var waiting = lane.RunAsync(_ => Task.FromResult(42), Cancelled);

        _clock.Advance(TimeSpan.FromSeconds(29));
        waiting.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(1));

        (await Should.ThrowAsync<ReadTooLongException>(running[0])).Longest.ShouldBe(TimeSpan.FromSeconds(30));
        (await waiting).ShouldBe(42);
        await Should.ThrowAsync<ReadTooLongException>(running[1]);
    }

    [Fact]
    public async Task A_read_is_late_only_when_it_runs_too_long()
    {
        CurrentRead.For = ReadFor.Person;
        var lane = _readers.LaneOf(search: true).ShouldNotBeNull();
        var running = lane.RunAsync(NeverAsync, Cancelled);

        _clock.Advance(TimeSpan.FromSeconds(1.999));
        running.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(0.001));

        (await Should.ThrowAsync<ReadTooLongException>(running)).Message.ShouldBe("The read took longer than 2 s and was stopped.");
    }

    [Fact]
    public async Task Who_reads_is_forgotten_with_the_method_that_said_it()
    {
        await AskAsync();

        CurrentRead.For.ShouldBe(ReadFor.Work);

        static async Task AskAsync()
        {
            CurrentRead.For = ReadFor.Person;
            await Task.Yield();
            CurrentRead.For.ShouldBe(ReadFor.Person);
        }
    }

    private static async Task<int> NeverAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return 0;
    }
}

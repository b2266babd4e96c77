using Batchline.Engine.Leadership;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Leadership;

public sealed class RecentWorkTests
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(2);
    private readonly FakeTimeProvider _clock = new();
    private readonly RecentWork _recent;

    public RecentWorkTests() => _recent = new RecentWork(_clock);

    [Fact]
    public void A_process_that_has_just_started_or_done_something_looks_as_often_as_usual()
    {
        var started = _recent.Rest(Usual);
        _clock.Advance(TimeSpan.FromMinutes(10));
        _recent.Note();
        _clock.Advance(TimeSpan.FromSeconds(59));

        (started, _recent.Rest(Usual)).ShouldBe((Usual, Usual));
    }

    [Fact]
    public void After_a_quiet_minute_it_looks_a_quarter_as_often()
    {
        _clock.Advance(TimeSpan.FromMinutes(1));

        _recent.Rest(Usual).ShouldBe(Usual * 4);
    }
}

using Batchline.Engine.Failures;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Failures;

public sealed class StoreHealthTests
{
    private readonly FakeTimeProvider _clock = new(Sample.Noon);
    private readonly StoreHealth _health;

    public StoreHealthTests() => _health = new StoreHealth(_clock);

    [Fact]
    public void A_refusal_tells_what_happened_since_when_and_what_to_do()
    {
        _health.Refusal.ShouldBeNull();

        _health.Refused("its disk is full", "Free space there");

        _health.Refusal.ShouldNotBeNull().Sentence.ShouldBe(
            $"The database has refused to work since {Sample.Noon.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: its disk is full. Free space there; work then goes on by itself.");
    }

    [Fact]
    public void Later_refusals_keep_the_time_of_the_first_and_tell_the_last_reason()
    {
        _health.Refused("its disk reports errors", "Look at it");
        _clock.Advance(TimeSpan.FromMinutes(3));

        _health.Refused("its disk is full", "Free space there");

        _health.Refusal.ShouldBe(new StoreRefusal(Sample.Noon, "its disk is full", "Free space there"));
    }

    [Fact]
    public void A_small_write_that_is_taken_between_two_that_are_refused_ends_nothing()
    {
        _health.Refused("its disk is full", "Free space there");
        _clock.Advance(TimeSpan.FromSeconds(4));
        _health.Accepted();
        _health.Refused("its disk is full", "Free space there");
        _clock.Advance(TimeSpan.FromSeconds(4));

        _health.Accepted();

        _health.Refusal.ShouldNotBeNull().Since.ShouldBe(Sample.Noon);
    }

    [Fact]
    public void A_write_that_is_taken_five_seconds_after_the_last_refusal_ends_it()
    {
        _health.Refused("its disk is full", "Free space there");
        _clock.Advance(TimeSpan.FromSeconds(5));

        _health.Accepted();

        _health.Refusal.ShouldBeNull();
    }
}

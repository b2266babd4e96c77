using Batchline.Stores;
using Batchline.UnitTests.Engine;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Stores;

public sealed class StoreWritesTests
{
    private readonly FakeTimeProvider _clock = new(Sample.Noon);
    private readonly StoreWrites _writes;

    public StoreWritesTests() => _writes = new StoreWrites(_clock);

    [Fact]
    public void A_refusal_tells_what_happened_since_when_and_what_to_do()
    {
        _writes.Refusal.ShouldBeNull();

        _writes.Refused("its disk is full", "Free space there");

        _writes.Refusal.ShouldNotBeNull().Sentence.ShouldBe(
            $"The database has not accepted writes since {Sample.Noon.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: its disk is full. Free space there; work then goes on by itself.");
    }

    [Fact]
    public void Later_refusals_keep_the_time_of_the_first_and_tell_the_last_reason()
    {
        _writes.Refused("its disk reports errors", "Look at it");
        _clock.Advance(TimeSpan.FromMinutes(3));

        _writes.Refused("its disk is full", "Free space there");

        _writes.Refusal.ShouldBe(new WriteRefusal(Sample.Noon, "its disk is full", "Free space there"));
    }

    [Fact]
    public void A_small_write_that_is_taken_between_two_that_are_refused_ends_nothing()
    {
        _writes.Refused("its disk is full", "Free space there");
        _clock.Advance(TimeSpan.FromSeconds(4));
        _writes.Accepted();
        _writes.Refused("its disk is full", "Free space there");
        _clock.Advance(TimeSpan.FromSeconds(4));

        _writes.Accepted();

        _writes.Refusal.ShouldNotBeNull().Since.ShouldBe(Sample.Noon);
    }

    [Fact]
    public void A_write_that_is_taken_five_seconds_after_the_last_refusal_ends_it()
    {
        _writes.Refused("its disk is full", "Free space there");
        _clock.Advance(TimeSpan.FromSeconds(5));

        _writes.Accepted();

        _writes.Refusal.ShouldBeNull();
    }
}

using Batchline.Engine.Record;
using Batchline.Engine.Slices;
using Batchline.UnitTests.Engine.Record;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices;

public sealed class ReadAheadTests
{
    private const string Old = """{"UUID":"A","Status":"Open"}""";
    private const string New = """{"UUID":"A","Status":"Done"}""";

    private readonly KnownJobs _known = new();
    private readonly ReadAhead _stored;

    public ReadAheadTests()
    {
        _known.Add("A", Old);
        _stored = new ReadAhead(new Recorder(_known), Sample.Account);
    }

    [Fact]
    public async Task What_was_read_ahead_is_taken_and_only_once()
    {
        _stored.Begin(["A", "B"]);
        _known.Add("A", New);

        (await TakeAsync("A")).ShouldBe(Old);
        (await TakeAsync("A")).ShouldBe(New);
    }

    [Fact]
    public async Task A_job_that_was_not_read_ahead_is_read_when_it_is_taken()
    {
        _stored.Begin(["B"]);

        (await TakeAsync("A")).ShouldBe(Old);
        (await TakeAsync("B")).ShouldBeNull();
    }

    [Fact]
    public async Task A_job_that_was_written_out_of_turn_is_read_again()
    {
        _stored.Begin(["A"]);
        _known.Add("A", New);

        _stored.Forget("A");

        (await TakeAsync("A")).ShouldBe(New);
    }

    [Fact]
    public async Task The_next_read_takes_the_place_of_the_one_before()
    {
        _stored.Begin(["A"]);
        _known.Add("A", New);

        _stored.Begin(["B"]);

        (await TakeAsync("A")).ShouldBe(New);
    }

    private async Task<string?> TakeAsync(string uuid) => (await _stored.Take(uuid)).GetValueOrDefault(uuid)?.Document.Json;
}

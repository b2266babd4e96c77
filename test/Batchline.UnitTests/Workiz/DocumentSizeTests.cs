using System.Text.Json;
using Batchline.Engine.Workiz;
using Batchline.Stores.Mongo.Connection;
using Batchline.Workiz.Answers;
using MongoDB.Bson;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Workiz;

public sealed class DocumentSizeTests
{
    [Theory]
    [InlineData("""{"UUID":"A","Total":12.50,"Id":123456789,"Long":1234567890123,"Big":123456789012345678901234567890,"Tiny":1e-7000,"No":null,"Yes":true}""")]
    [InlineData("""{"UUID":"Ω😀","\u0041":"half \" a \\ text","":[],"Deep":{"a":{"b":[{},[],[[1,2,3]],"",0,-0,-1.5]}}}""")]
    public void The_size_is_never_less_than_that_of_the_document(string json)
    {
        using var record = JsonDocument.Parse(json);

        DocumentSize.Of(record.RootElement).ShouldBeGreaterThanOrEqualTo(JobJson.Read(json).ToBson().Length);
    }

    [Fact]
    public void An_array_of_small_numbers_is_measured_exactly()
    {
        var json = Numbers(1_200_000);
        using var record = JsonDocument.Parse(json);

        DocumentSize.Of(record.RootElement).ShouldBe(JobJson.Read(json).ToBson().Length);
    }

    [Fact]
    public void A_record_that_MongoDB_could_not_hold_is_left_out_with_the_reason_and_the_others_are_taken()
    {
        var (kept, large) = (Numbers(900_000, "B"), Numbers(1_400_000, "A"));

        var page = Answered.List($"[{large},{kept}]").ShouldBeOfType<WorkizAnswer.Page>();

        page.Jobs.Select(job => job.Uuid).ShouldBe(["B"]);
        page.Odd.ShouldBe([new OddRow(0, 1, "it is larger than the 16 MB that MongoDB takes for a document (A)")]);
        JobJson.Read(large).ToBson().Length.ShouldBeGreaterThan(16 * 1024 * 1024);
    }

    [Fact]
    public void The_answer_about_such_a_job_is_no_use_and_says_why()
    {
        var answer = Answered.Job($$"""{"flag":true,"data":[{{Numbers(1_400_000, Answered.Uuid)}}]}""");

        answer.ShouldBeOfType<WorkizAnswer.Invalid>().Message.ShouldBe(
            "the record in the answer is of no use: it is larger than the 16 MB that MongoDB takes for a document (ABC123)");
    }

    private static string Numbers(int count, string uuid = "A") =>
        $$"""{"UUID":"{{uuid}}","Numbers":[{{string.Join(',', Enumerable.Repeat(1, count))}}]}""";
}

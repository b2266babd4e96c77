using System.Text.Json;
using Batchline.Engine.Discover;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Workiz;

public sealed class ListAnswerTests
{
    private const string A = """{"UUID":"A","Unit":3}""";
    private const string B = """{"UUID":"B","Unit":"3b"}""";

    [Theory]
    [InlineData("""{"flag":true,"data":[#],"has_more":false,"found":2,"code":200}""")]
    [InlineData("""{"data":[#]}""")]
    [InlineData("""[#]""")]
    [InlineData("""{"jobs":[#]}""")]
    [InlineData("""{"flag":true,"data":null,"jobs":[#]}""")]
    public void Every_shape_of_a_list_gives_its_rows_as_they_came(string shape)
    {
        var page = Page(Answered.List(shape.Replace("#", $"{A},{B}")));

        page.Jobs.ShouldBe([new JobDocument("A", A), new JobDocument("B", B)]);
        page.More.ShouldBeFalse();
    }

    [Theory]
    [InlineData("""[{"flag":true,"data":#A},{"flag":true,"data":#B}]""")]
    [InlineData("""[{"flag":true,"data":[#A]},#B]""")]
    [InlineData("""{"flag":true,"data":[{"flag":true,"data":#A},{"data":#B}]}""")]
    public void Rows_in_envelopes_of_their_own_are_unwrapped(string shape)
    {
        var page = Page(Answered.List(shape.Replace("#A", A).Replace("#B", B)));

        page.Jobs.ShouldBe([new JobDocument("A", A), new JobDocument("B", B)]);
    }

    [Theory]
    [InlineData(""","has_more":true""", 100, true)]
    [InlineData(""","has_more":false""", 2, false)]
    [InlineData(""","has_more":"true" """, 100, true)]
    [InlineData(""","has_more":0""", 2, false)]
    [InlineData("", 2, true)]
    [InlineData("", 1, true)]
    [InlineData("", 3, false)]
    [InlineData(""","has_more":null,"found":100""", 3, false)]
    public void More_is_what_workiz_says_or_else_what_a_full_page_suggests(string field, int records, bool more)
    {
        Page(Answered.List($$"""{"flag":true,"data":[{{A}},{{B}}]{{field}}}""", records: records)).More.ShouldBe(more);
    }

    [Theory]
    [InlineData(200, """{"flag":true,"data":[],"has_more":true}""")]
    [InlineData(200, """{"flag":true,"data":[]}""")]
    [InlineData(200, """{"jobs":[]}""")]
    [InlineData(200, "[]")]
    [InlineData(204, "")]
    public void An_empty_page_is_the_last(int status, string body)
    {
        var page = Page(Answered.List(body, status, records: 1));

        page.Jobs.ShouldBeEmpty();
        page.More.ShouldBeFalse();
    }

    [Fact]
    public void A_uuid_that_comes_twice_is_listed_once_with_its_last_record()
    {
        const string newer = """{"UUID":"A","Unit":4}""";

        var page = Page(Answered.List($"[{A},{B},{newer}]", records: 3));

        page.Jobs.ShouldBe([new JobDocument("A", newer), new JobDocument("B", B)]);
        page.More.ShouldBeTrue("three rows of three came, whatever they were");
    }

    [Theory]
    [InlineData("""{"uuid":"C"}""")]
    [InlineData("""{"UUID":""}""")]
    [InlineData("""{"UUID":12}""")]
    [InlineData("""{"UUID":"C","UUID":"D"}""")]
    [InlineData("""{"flag":false,"msg":"job Not Found"}""")]
    [InlineData("""{"flag":true,"data":[{"UUID":"C"},{"UUID":"D"}]}""")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("\"C\"")]
    [InlineData("[]")]
    public void S7_a_row_that_is_no_job_makes_the_page_invalid(string row)
    {
        var answer = Answered.List($$"""{"flag":true,"data":[{{A}},{{row}},{{B}}],"has_more":true}""");

        answer.ShouldBeOfType<WorkizAnswer.Invalid>().Message.ShouldStartWith("row 2 of the page is ");
    }

    [Theory]
    [InlineData("""{"flag":false,"msg":"Bad start_date"}""", "refused by Workiz: Bad start_date")]
    [InlineData("""{"flag":false,"data":[]}""", "refused by Workiz")]
    [InlineData("""{"flag":true}""", "an answer of unknown shape")]
    [InlineData("""{"flag":true,"data":{"UUID":"A"}}""", "an answer of unknown shape")]
    [InlineData("""{"flag":true,"data":null}""", "an answer of unknown shape")]
    [InlineData("{}", "an answer of unknown shape")]
    public void A_list_that_is_none_is_invalid_not_empty(string body, string message)
    {
        Answered.List(body).ShouldBe(new WorkizAnswer.Invalid(message));
    }

    [Fact]
    public void A_missing_list_is_not_a_missing_job()
    {
        Answered.List("""{"msg":"Nothing here"}""", 404).ShouldBe(new WorkizAnswer.Invalid("HTTP 404: Nothing here"));
        Answered.Probe("", 404).ShouldBe(new WorkizAnswer.Invalid("HTTP 404"));
    }

    [Theory]
    [InlineData(200, """{"flag":true,"data":[{"id":1}]}""")]
    [InlineData(200, """{"flag":true}""")]
    [InlineData(200, """{"team":[]}""")]
    [InlineData(200, "[]")]
    [InlineData(204, "")]
    public void A_probe_that_is_answered_is_alive(int status, string body)
    {
        Answered.Probe(body, status).ShouldBe(new WorkizAnswer.Alive());
    }

    [Theory]
    [InlineData("""{"flag":false,"data":[]}""")]
    [InlineData("""{"success":false,"data":[]}""")]
    [InlineData("""{"message":"Welcome"}""")]
    [InlineData("{}")]
    public void A_probe_without_a_team_is_invalid(string body)
    {
        Answered.Probe(body).ShouldBeOfType<WorkizAnswer.Invalid>();
    }

    [Fact]
    public void A_row_that_is_too_large_makes_the_page_invalid()
    {
        var row = JsonSerializer.Serialize(new { UUID = "A", JobNotes = new string('x', 4 * 1024 * 1024) });

        Answered.List($"[{row}]").ShouldBe(new WorkizAnswer.Invalid("row 1 of the page is a job record that is too large"));
    }

    private static WorkizAnswer.Page Page(WorkizAnswer answer) => answer.ShouldBeOfType<WorkizAnswer.Page>();
}

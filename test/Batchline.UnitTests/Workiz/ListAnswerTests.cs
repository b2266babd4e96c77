using System.Text;
using System.Text.Json;
using Batchline.Engine.Records;
using Batchline.Engine.Workiz;
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
    [InlineData("""{"uuid":"C"}""", "it has no UUID")]
    [InlineData("""{"UUID":""}""", "it has no UUID")]
    [InlineData("""{"UUID":null}""", "it has no UUID")]
    [InlineData("""{"UUID":{}}""", "it has no UUID")]
    [InlineData("""{"UUID":true}""", "it has no UUID")]
    [InlineData("""{"UUID":1.5}""", "it has no UUID")]
    [InlineData("""{"UUID":-3}""", "it has no UUID")]
    [InlineData("""{"UUID":"C","UUID":"D"}""", "it has two UUIDs")]
    [InlineData("""{"flag":false,"msg":"job Not Found"}""", "an error instead of a job: job Not Found")]
    [InlineData("""{"flag":true,"data":[{"UUID":"C"},{"UUID":"D"}]}""", "it is not a job record")]
    [InlineData("{}", "it has no UUID")]
    [InlineData("null", "it is not a job record")]
    [InlineData("\"C\"", "it is not a job record")]
    [InlineData("12", "it is not a job record")]
    [InlineData("[]", "it is not a job record")]
    [InlineData("""{"UUID":"\uD800"}""", "its text cannot be read")]
    public void S7_a_row_that_is_no_job_is_named_and_the_others_are_taken(string row, string reason)
    {
        var page = Page(Answered.List($$"""{"flag":true,"data":[{{A}},{{row}},{{B}}],"has_more":true}"""));

        page.Jobs.ShouldBe([new JobDocument("A", A), new JobDocument("B", B)]);
        page.Odd.ShouldBe([new OddRow(0, 2, reason)]);
        (page.Rows, page.More).ShouldBe((3, true));
    }

    [Theory]
    [InlineData("123456", "123456")]
    [InlineData("12E345", "12E345")]
    [InlineData("\"12E345\"", "12E345")]
    [InlineData("0", "0")]
    public void A_number_that_is_plainly_a_uuid_is_taken_as_it_is_written(string uuid, string read)
    {
        var record = $$"""{"UUID":{{uuid}},"Unit":1}""";

        Page(Answered.List($"[{record}]")).Jobs.ShouldBe([new JobDocument(read, record)]);
        Answered.Job($$"""{"flag":true,"data":[{"UUID":{{uuid}}}]}""", uuid: read).ShouldBeOfType<WorkizAnswer.Job>();
    }

    [Theory]
    [InlineData("""{"flag":true,"data":{"0":#A,"1":#B},"has_more":true}""", true)]
    [InlineData("""{"flag":true,"data":{"3":#A,"17":#B}}""", false)]
    [InlineData("""{"jobs":{"1":#A,"2":#B}}""", false)]
    [InlineData("""{"0":#A,"1":#B}""", false)]
    public void An_object_with_numbers_for_names_is_a_list(string shape, bool more)
    {
        var page = Page(Answered.List(shape.Replace("#A", A).Replace("#B", B)));

        page.Jobs.ShouldBe([new JobDocument("A", A), new JobDocument("B", B)]);
        page.More.ShouldBe(more);
    }

    [Fact]
    public void Rows_in_another_encoding_are_named_and_the_others_are_taken()
    {
        byte[] body = [.. """{"flag":true,"data":["""u8, .. Encoding.UTF8.GetBytes(A), .. ",{\"UUID\":\"C\",\"FirstName\":\"M"u8, 0xFC, .. "ller\"},"u8, .. Encoding.UTF8.GetBytes(B), .. """],"has_more":false}"""u8];

        var page = Page(Answered.Read(Answered.ListCall(), body, 200).Answer);

        page.Jobs.ShouldBe([new JobDocument("A", A), new JobDocument("B", B)]);
        page.Odd.ShouldBe([new OddRow(0, 2, "its text is not UTF-8")]);
    }

    [Fact]
    public void A_text_of_the_envelope_in_another_encoding_spoils_no_row()
    {
        byte[] body = [.. "{\"flag\":true,\"msg\":\"f"u8, 0xFC, .. "r\",\"data\":["u8, .. Encoding.UTF8.GetBytes(A), .. "],\"has_more\":true}"u8];

        var page = Page(Answered.Read(Answered.ListCall(), body, 200).Answer);

        page.Jobs.ShouldBe([new JobDocument("A", A)]);
        (page.Odd.Count, page.More).ShouldBe((0, true));
    }

    [Theory]
    [InlineData(63, 0)]
    [InlineData(64, 1)]
    [InlineData(500, 1)]
    public void A_row_that_is_nested_too_deeply_is_named_and_the_others_are_taken(int levels, int odd)
    {
        var deep = $$"""{"UUID":"C","x":{{new string('[', levels)}}{{new string(']', levels)}}}""";

        var page = Page(Answered.List($"[{A},{deep},{B}]"));

        page.Jobs.Count.ShouldBe(3 - odd);
        page.Odd.Select(row => row.Reason).ShouldBe(Enumerable.Repeat("it is nested deeper than 64 levels", odd));
    }

    [Theory]
    [InlineData("""[{"flag":true,"data":[#A,#B],"has_more":true}]""", true)]
    [InlineData("""{"flag":true,"data":{"data":[#A,#B],"has_more":true}}""", true)]
    [InlineData("""{"flag":true,"data":{"jobs":{"0":#A,"1":#B}}}""", false)]
    public void A_list_in_an_envelope_within_another_one_is_found(string shape, bool more)
    {
        var page = Page(Answered.List(shape.Replace("#A", A).Replace("#B", B)));

        page.Jobs.ShouldBe([new JobDocument("A", A), new JobDocument("B", B)]);
        page.More.ShouldBe(more);
    }

    [Fact]
    public void Two_documents_behind_each_other_are_no_list()
    {
        Answered.List($$"""{"data":[{{A}}]}{"data":[{{B}}]}""").ShouldBe(new WorkizAnswer.Transient("HTTP 200: the answer is cut or not JSON"));
    }

    [Theory]
    [InlineData("""{"flag":false,"msg":"Bad start_date"}""", "refused by Workiz: Bad start_date")]
    [InlineData("""{"flag":false,"data":[]}""", "refused by Workiz")]
    [InlineData("""{"flag":true}""", "an answer of unknown shape")]
    [InlineData("""{"flag":true,"data":{"UUID":"A"}}""", "an answer of unknown shape")]
    [InlineData("""{"flag":true,"data":null}""", "an answer of unknown shape")]
    [InlineData("""{"flag":true,"data":{"0":{"UUID":"A"},"next":{"UUID":"B"}}}""", "an answer of unknown shape")]
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
    public void A_row_that_is_too_large_is_named_and_the_others_are_taken()
    {
        var row = JsonSerializer.Serialize(new { UUID = "A", JobNotes = new string('x', 4 * 1024 * 1024) });

        var page = Page(Answered.List($"[{row},{B}]"));

        page.Jobs.ShouldBe([new JobDocument("B", B)]);
        page.Odd.ShouldBe([new OddRow(0, 1, "it is larger than 4 MB (A)")]);
    }

    [Fact]
    public void A_row_whose_UUID_no_index_would_take_is_named_and_the_others_are_taken()
    {
        var (longest, tooLong) = (new string('u', 200), new string('u', 201));

        var page = Page(Answered.List($$"""[{"UUID":"{{longest}}"},{"UUID":"{{tooLong}}"},{{B}}]"""));

        page.Jobs.Select(job => job.Uuid).ShouldBe([longest, "B"]);
        page.Odd.ShouldBe([new OddRow(0, 2, "its UUID is longer than 200 characters")]);
    }

    private static WorkizAnswer.Page Page(WorkizAnswer answer) => answer.ShouldBeOfType<WorkizAnswer.Page>();
}

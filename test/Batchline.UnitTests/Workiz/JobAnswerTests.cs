using Batchline.Engine.Records;
using Batchline.Engine.Workiz;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Workiz;

public sealed class JobAnswerTests
{
    private const string Job = """{"UUID":"ABC123", "SerialId":"7","Price":4995.50,"a.b":null,"$x":[1, 2]}""";

    [Theory]
    [InlineData("""{"flag":true,"data":[#]}""")]
    [InlineData("""{"flag":true,"data":[#],"code":200,"has_more":false}""")]
    [InlineData("""{"flag":true,"data":#}""")]
    [InlineData("""{"data":[#]}""")]
    [InlineData("""{"flag":"true","error":false,"data":[#]}""")]
    [InlineData("""{"flag":1,"error":"","data":[#]}""")]
    [InlineData("""[{"flag":true,"data":#}]""")]
    [InlineData("""[{"flag":true,"data":[#]}]""")]
    [InlineData("""[#]""")]
    [InlineData("\uFEFF \r\n{\"flag\":true,\"data\":[#]}\n")]
    public void Every_shape_of_a_job_gives_the_record_as_it_came(string shape)
    {
        var answer = Answered.Job(shape.Replace("#", Job));

        answer.ShouldBe(new WorkizAnswer.Job(new JobDocument("ABC123", Job)));
    }

    [Theory]
    [InlineData(204, "")]
    [InlineData(410, "")]
    [InlineData(404, """{"flag":false,"msg":"job Not Found"}""")]
    [InlineData(404, """{"error":true,"code":404,"msg":"No such job","details":[]}""")]
    [InlineData(200, """{"flag":false,"msg":"job Not Found"}""")]
    [InlineData(200, """{"flag":false,"message":"Job ABC123 not found."}""")]
    [InlineData(200, """{"flag":false,"data":"job Not Found"}""")]
    [InlineData(200, """{"data":"job Not Found"}""")]
    [InlineData(200, """[{"flag":false,"msg":"job Not Found"}]""")]
    [InlineData(200, """{"error":true,"code":404,"msg":"No such job"}""")]
    [InlineData(200, """{"flag":true,"data":[]}""")]
    [InlineData(200, """{"flag":true,"data":{}}""")]
    [InlineData(200, """{"flag":true,"data":null}""")]
    [InlineData(200, """{"flag":true,"data":""}""")]
    [InlineData(200, """{"flag":false,"msg":"Not found"}""")]
    [InlineData(404, """{"error":true,"code":404,"msg":"Job APIX12 not found"}""")]
    [InlineData(200, """[{"flag":true,"data":[]}]""")]
    public void Every_shape_of_a_missing_job_is_gone(int status, string body)
    {
        Answered.Job(body, status).ShouldBe(new WorkizAnswer.Gone());
    }

    [Theory]
    [InlineData("""{"UUID":"ABC124"}""")]
    [InlineData("""{"UUID":"abc123"}""")]
    [InlineData("""{"UUID":"ABC123 "}""")]
    [InlineData("""{"UUID":"ABC123","UUID":"ABC124"}""")]
    [InlineData("""{"UUID":"ABC124","UUID":"ABC123"}""")]
    public void S7_an_answer_about_another_uuid_is_invalid(string job)
    {
        Answered.Job($$"""{"flag":true,"data":[{{job}}]}""").ShouldBeOfType<WorkizAnswer.Invalid>();
        Answered.Job($$"""{"flag":true,"data":{{job}}}""").ShouldBeOfType<WorkizAnswer.Invalid>();
        Answered.Job($$"""[{"flag":true,"data":{{job}}}]""").ShouldBeOfType<WorkizAnswer.Invalid>();
    }

    [Theory]
    [InlineData("""{"flag":true,"data":[{"uuid":"ABC123"}]}""")]
    [InlineData("""{"flag":true,"data":[{"UUID":123}]}""")]
    [InlineData("""{"flag":true,"data":[{"UUID":null}]}""")]
    [InlineData("""{"flag":true,"data":[{"UUID":""}]}""")]
    [InlineData("""{"flag":true,"data":[{"UUID":" "}]}""")]
    [InlineData("""{"flag":true,"data":[{"UUID":["ABC123"]}]}""")]
    [InlineData("""{"flag":true,"data":[{}]}""")]
    [InlineData("""{"flag":true,"data":[null]}""")]
    [InlineData("""{"flag":true,"data":["ABC123"]}""")]
    [InlineData("""{"flag":true,"data":[[{"UUID":"ABC123"}]]}""")]
    [InlineData("""{"flag":true,"data":[{"UUID":"ABC123"},{"UUID":"ABC124"}]}""")]
    [InlineData("""{"flag":true,"data":7}""")]
    [InlineData("""{"flag":true}""")]
    [InlineData("""{"UUID":"ABC123"}""")]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""["ABC123"]""")]
    [InlineData("""[{"flag":true,"data":{"UUID":"ABC123"}},{"flag":true,"data":{"UUID":"ABC124"}}]""")]
    public void S7_a_record_that_is_not_the_job_is_invalid(string body)
    {
        Answered.Job(body).ShouldBeOfType<WorkizAnswer.Invalid>();
    }

    [Theory]
    [InlineData("""{"flag":false,"msg":"Account not found"}""", "refused by Workiz: Account not found")]
    [InlineData("""{"flag":false,"data":[{"UUID":"ABC123"}]}""", "refused by Workiz")]
    [InlineData("""{"flag":false,"data":[]}""", "refused by Workiz")]
    [InlineData("""{"success":false,"message":"No"}""", "refused by Workiz: No")]
    [InlineData("""{"flag":true,"error":"Broken","data":[{"UUID":"ABC123"}]}""", "refused by Workiz: Broken")]
    [InlineData("""{"error":true,"data":{"UUID":"ABC123"}}""", "refused by Workiz")]
    [InlineData("""{"UUID":"ABC123","flag":false,"msg":"Locked"}""", "refused by Workiz: Locked")]
    [InlineData("""[{"UUID":"ABC123","flag":false,"msg":"Locked"}]""", "refused by Workiz: Locked")]
    [InlineData("""{"message":"Hello"}""", "an answer of unknown shape: Hello")]
    public void S7_an_envelope_that_refuses_is_invalid_and_says_why(string body, string message)
    {
        Answered.Job(body).ShouldBe(new WorkizAnswer.Invalid(message) { MayPass = true });
    }

    [Theory]
    [InlineData(404, "", "HTTP 404")]
    [InlineData(404, """{"error":true,"code":404,"msg":"Invalid end point"}""", "HTTP 404: Invalid end point")]
    [InlineData(404, """{"flag":false,"message":"Account not found"}""", "HTTP 404: Account not found")]
    [InlineData(404, """{"error":"The job endpoint is gone"}""", "HTTP 404: The job endpoint is gone")]
    [InlineData(200, """{"error":true,"code":404,"msg":"Invalid end point"}""", "HTTP 200, code 404: Invalid end point")]
    public void A_404_that_does_not_speak_of_the_job_does_not_mean_that_it_is_gone(int status, string body, string message)
    {
        Answered.Job(body, status).ShouldBe(new WorkizAnswer.Invalid(message) { MayPass = true });
    }

    [Fact]
    public void Words_of_a_quota_within_a_record_are_only_text()
    {
        const string job = """{"UUID":"ABC123","JobNotes":"Account reached Api Quotas","msg":"too many requests"}""";

        Answered.Job($$"""{"flag":true,"data":[{{job}}]}""").ShouldBe(new WorkizAnswer.Job(new JobDocument("ABC123", job)));
    }

    [Fact]
    public void Custom_fields_named_as_an_envelope_do_not_make_one()
    {
        const string job = """{"UUID":"ABC123","flag":false,"data":"x","error":"y","code":"429"}""";

        Answered.Job($"[{job}]").ShouldBe(new WorkizAnswer.Job(new JobDocument("ABC123", job)));
        Answered.Job($$"""{"flag":true,"data":[{{job}}]}""").ShouldBe(new WorkizAnswer.Job(new JobDocument("ABC123", job)));
    }
}

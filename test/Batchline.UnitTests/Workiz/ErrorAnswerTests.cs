using System.Text;
using Batchline.Engine.Workiz;
using Batchline.Workiz.Calls;
using Batchline.Workiz.Sending;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Workiz;

public sealed class ErrorAnswerTests
{
    private const string BadToken = """{"success":false,"error":"Forbidden","message":"Invalid API path or malformed API key."}""";
    private const string Quota = """{"error":true,"code":429,"msg":"Account reached Api Quotas - Please try again later or talk to our support to increase quota","details":[]}""";
    private const string Html = "\n<!DOCTYPE html><html><title>Just a moment...</title></html>";
    private const string CloudflareJson = """{"type":"https://example.com/1020","title":"Error 1020: Access denied","status":403,"error_code":1020,"error_name":"access_denied","cloudflare_error":true,"retryable":false}""";

    [Theory]
    [InlineData(403, BadToken)]
    [InlineData(401, BadToken)]
    [InlineData(401, "")]
    [InlineData(403, """{"flag":false,"msg":"Forbidden"}""")]
    [InlineData(200, """{"error":true,"code":403,"msg":"Forbidden"}""")]
    public void A_token_that_workiz_refuses_is_refused(int status, string body)
    {
        foreach (var answer in Answered.Each(body, status))
            answer.ShouldBeOfType<WorkizAnswer.Refused>();
    }

    [Theory]
    [InlineData(403, Html)]
    [InlineData(401, Html)]
    [InlineData(403, "")]
    [InlineData(403, "Forbidden")]
    [InlineData(403, "[]")]
    [InlineData(403, """{"message":"Forbidden"}""")]
    [InlineData(403, CloudflareJson)]
    [InlineData(401, CloudflareJson)]
    [InlineData(407, """{"error":"Proxy"}""")]
    public void A_refusal_that_workiz_did_not_write_says_nothing_about_the_token(int status, string body)
    {
        foreach (var answer in Answered.Each(body, status))
            answer.ShouldBeOfType<WorkizAnswer.Transient>();
    }

    [Theory]
    [InlineData(429, Quota)]
    [InlineData(200, Quota)]
    [InlineData(400, Quota)]
    [InlineData(403, Quota)]
    [InlineData(500, Quota)]
    [InlineData(200, """{"flag":false,"code":"429"}""")]
    [InlineData(200, """{"flag":false,"msg":"Account reached Api Quotas - Please try again later or talk to our support to increase quota"}""")]
    [InlineData(400, """{"error":true,"msg":"Account reached Api Quotas","details":[]}""")]
    [InlineData(200, """{"msg":"Account reached API quotas"}""")]
    [InlineData(403, """{"message":"Too Many Requests"}""")]
    [InlineData(429, "")]
    [InlineData(429, Html)]
    [InlineData(429, "slow down")]
    [InlineData(429, CloudflareJson)]
    public void Over_the_quota_is_quota_reached_whoever_says_so(int status, string body)
    {
        foreach (var call in Answered.Calls())
        {
            var reading = Answered.Read(call, Encoding.UTF8.GetBytes(body), status, TimeSpan.FromSeconds(61));

            reading.Answer.ShouldBeOfType<WorkizAnswer.QuotaReached>().RetryAfter.ShouldBe(TimeSpan.FromSeconds(61));
            reading.Status.ShouldBe(429);
        }
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(200, " \r\n")]
    [InlineData(200, Html)]
    [InlineData(404, Html)]
    [InlineData(400, Html)]
    [InlineData(404, "404 page not found")]
    [InlineData(200, "null")]
    [InlineData(200, "\"job Not Found\"")]
    [InlineData(200, "12")]
    [InlineData(200, "{\"flag\":true,\"data\":[{\"UUID\":\"ABC123\",")]
    [InlineData(200, """{"flag":true,"data":[{"UUID":"ABC123"}]}}""")]
    [InlineData(200, """{"flag":true,"data":[{"UUID":"ABC123"}],}""")]
    [InlineData(200, """{"flag":true,"data":[{"UUID":"\uD800"}],"\uD800":1}""")]
    [InlineData(200, """{"error":true,"code":503,"msg":"Maintenance"}""")]
    [InlineData(200, CloudflareJson)]
    [InlineData(301, "")]
    [InlineData(302, Html)]
    [InlineData(307, """{"flag":true,"data":[{"UUID":"ABC123"}]}""")]
    [InlineData(304, "")]
    [InlineData(408, "")]
    [InlineData(425, "")]
    [InlineData(500, """{"flag":false,"msg":"job Not Found"}""")]
    [InlineData(500, """{"flag":true,"data":[{"UUID":"ABC123"}]}""")]
    [InlineData(502, Html)]
    [InlineData(503, "")]
    [InlineData(520, Html)]
    [InlineData(521, "error code: 521")]
    [InlineData(522, "")]
    [InlineData(523, CloudflareJson)]
    [InlineData(524, Html)]
    [InlineData(999, "")]
    public void S7_a_fault_of_the_edge_or_of_the_moment_is_transient(int status, string body)
    {
        foreach (var answer in Answered.Each(body, status))
            answer.ShouldBeOfType<WorkizAnswer.Transient>();
    }

    [Theory]
    [InlineData(400, """{"error":true,"code":400,"msg":"Validation failed","details":{"start_date":["wrong format"],"offset":-1}}""",
        "HTTP 400: Validation failed; start_date: wrong format; offset: -1")]
    [InlineData(400, """{"error":true,"code":400,"msg":"Validation failed","details":["a","b","a"]}""", "HTTP 400: Validation failed; a; b")]
    [InlineData(400, """{"error":true,"code":400,"msg":"Validation failed","details":[]}""", "HTTP 400: Validation failed")]
    [InlineData(400, """{"error":"Bad","errors":[{"message":"Worse"}],"data":"Worst"}""", "HTTP 400: Bad; Worst; message: Worse")]
    [InlineData(400, "", "HTTP 400")]
    [InlineData(402, """{"message":"Plan ended"}""", "HTTP 402: Plan ended")]
    [InlineData(405, "", "HTTP 405")]
    [InlineData(422, """["no"]""", "HTTP 422")]
    [InlineData(200, """{"error":true,"code":400,"msg":"Validation failed"}""", "HTTP 200, code 400: Validation failed")]
    public void A_request_that_workiz_refuses_is_invalid_with_its_words(int status, string body, string message)
    {
        foreach (var answer in Answered.Each(body, status))
            answer.ShouldBe(new WorkizAnswer.Invalid(message));
    }

    [Fact]
    public void The_words_of_a_refused_token_are_kept()
    {
        Answered.Job(BadToken, 403).ShouldBe(
            new WorkizAnswer.Refused("HTTP 403: Invalid API path or malformed API key.; Forbidden"));
    }

    [Theory]
    [InlineData(200, typeof(WorkizAnswer.TooLarge))]
    [InlineData(403, typeof(WorkizAnswer.Transient))]
    [InlineData(404, typeof(WorkizAnswer.Transient))]
    [InlineData(500, typeof(WorkizAnswer.Transient))]
    [InlineData(429, typeof(WorkizAnswer.QuotaReached))]
    public void Too_large_a_body_is_told_only_where_it_was_the_answer(int status, Type expected)
    {
        var reading = AnswerReader.Read(new JobCall("ABC123"), new Reply.Received(status, null, default, TooLarge: true));

        reading.Answer.ShouldBeOfType(expected);
    }

    [Fact]
    public void Of_a_flood_of_errors_the_first_are_told()
    {
        var errors = string.Join(',', Enumerable.Range(1, 100_000));

        Answered.Job($$"""{"flag":false,"errors":[{{errors}}]}""").ShouldBe(
            new WorkizAnswer.Invalid($"refused by Workiz: {string.Join("; ", Enumerable.Range(1, 50))}") { MayPass = true });
    }

    [Fact]
    public void Nesting_beyond_the_limit_is_not_read()
    {
        var deep = $$"""{"flag":true,"data":[{"UUID":"ABC123","x":{{new string('[', 100)}}{{new string(']', 100)}}}]}""";

        Answered.Job(deep).ShouldBeOfType<WorkizAnswer.Transient>();
    }
}

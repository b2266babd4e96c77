using System.Text.Json;
using Batchline.Api.Errors;
using Batchline.Engine.Failures;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Api;

public sealed class ExceptionHandlerTests
{
    private readonly StoreHealth _health = new(TimeProvider.System);

    [Fact]
    public async Task An_unexpected_failure_tells_nothing_of_itself()
    {
        var (status, body, _) = await AnswerAsync(new InvalidOperationException("secret detail"));

        status.ShouldBe(500);
        body.GetProperty("code").GetString().ShouldBe("internal_error");
        body.GetRawText().ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_store_that_is_away_is_told_as_such()
    {
        var (status, body, headers) = await AnswerAsync(new StoreUnavailableException("host db-1.internal refused"));

        status.ShouldBe(503);
        body.GetProperty("code").GetString().ShouldBe("store_unavailable");
        body.GetRawText().ShouldNotContain("db-1");
        headers.RetryAfter.ToString().ShouldBe("2");
    }

    [Fact]
    public async Task A_store_that_refuses_writes_says_why_and_what_to_do()
    {
        _health.Refused("its disk is full", "Free space there");

        var (status, body, _) = await AnswerAsync(new StoreUnavailableException("host db-1.internal refused"));

        status.ShouldBe(503);
        body.GetProperty("code").GetString().ShouldBe("store_unavailable");
        body.GetProperty("detail").GetString().ShouldBe(_health.Refusal.ShouldNotBeNull().Sentence);
    }

    [Fact]
    public async Task A_stop_is_told_as_such()
    {
        var (status, body, _) = await AnswerAsync(new OperationCanceledException());

        status.ShouldBe(503);
        body.GetProperty("code").GetString().ShouldBe("stopping");
    }

    [Fact]
    public async Task A_malformed_request_names_its_fields()
    {
        var (status, body, _) = await AnswerAsync(new InvalidRequestException("limit", "must be small"));

        status.ShouldBe(400);
        body.GetProperty("errors").GetProperty("limit")[0].GetString().ShouldBe("must be small");
        body.GetProperty("detail").GetString().ShouldBe("limit: must be small.");
    }

    [Theory]
    [InlineData(400, "invalid_request")]
    [InlineData(408, "request_timeout")]
    [InlineData(413, "body_too_large")]
    [InlineData(415, "unsupported_media_type")]
    public async Task Faults_that_the_server_finds_have_codes(int given, string code)
    {
        var (status, body, _) = await AnswerAsync(new BadHttpRequestException("internal words", given));

        status.ShouldBe(given);
        body.GetProperty("code").GetString().ShouldBe(code);
        body.GetRawText().ShouldNotContain("internal words");
    }

    private async Task<(int Status, JsonElement Body, IHeaderDictionary Headers)> AnswerAsync(Exception exception)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        context.Response.Body = body;

        (await new ExceptionHandler(_health, NullLogger<ExceptionHandler>.Instance).TryHandleAsync(context, exception, TestContext.Current.CancellationToken)).ShouldBeTrue();

        return (context.Response.StatusCode, JsonDocument.Parse(body.ToArray()).RootElement, context.Response.Headers);
    }
}

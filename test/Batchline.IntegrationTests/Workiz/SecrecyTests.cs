using Batchline.Engine.Settings;
using Batchline.Engine.Workiz;
using Batchline.Workiz;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Batchline.IntegrationTests.Workiz;

public sealed class SecrecyTests : WorkizTest
{
    [Theory]
    [InlineData("403 Forbidden", """{"success":false,"error":"Forbidden","message":"Invalid API path #"}""")]
    [InlineData("403 Forbidden", """{"success":false,"error":"#","message":{"path":"#","#":"path"}}""")]
    [InlineData("429 #", """{"error":true,"code":429,"msg":"# reached Api Quotas","details":["#"]}""")]
    [InlineData("400 Bad #", """{"error":true,"code":400,"msg":"#","details":{"#":{"#":["#"]}}}""")]
    [InlineData("200 OK", """{"flag":false,"msg":"# is closed"}""")]
    [InlineData("200 OK", """{"flag":true,"data":"#"}""")]
    [InlineData("200 OK", """{"flag":true,"data":[{"UUID":"#"}]}""")]
    [InlineData("200 OK", "# is not JSON")]
    [InlineData("200 OK", """{"flag":true,"data":[{"UUID":"ABC123"}],#""")]
    [InlineData("500 #", "<html>#</html>")]
    [InlineData("302 #", "#")]
    public async Task S8_the_token_never_shows_in_an_answer_or_a_log(string status, string body)
    {
        foreach (var echo in new[] { "api_s3cret+k3y", "api_s3cret%2Bk3y", "/api/v1/api_s3cret%2bk3y/job", "API_S3CRET+K3Y", "api_s3cret%252Bk3y" })
        {
            var server = Serve(exchange => exchange.AnswerAsync(
                body.Replace("#", echo), status.Replace("#", echo), $"Location: /{echo}/\r\nX-Path: {echo}\r\nRetry-After: {echo}\r\n"));

            var answer = await Client(server).GetJobAsync(Token, "ABC123", TestEnd);

            Hides($"{answer}");
        }
        foreach (var line in Log.Lines)
            Hides(line);
    }

    [Fact]
    public async Task S8_the_token_never_shows_in_activities_events_and_metrics()
    {
        using var everything = new EverythingSeen();
        var server = Serve(async exchange =>
        {
            switch (exchange.Number)
            {
                case 1:
                    await exchange.AnswerAsync(Good);
                    break;
                case 2:
                    await exchange.AnswerAsync("", "302 Found", $"Location: {exchange.Head.Split(' ')[1]}\r\n");
                    break;
                case 3:
                    await exchange.AnswerAsync("""{"success":false,"error":"Forbidden"}""", "403 Forbidden");
                    break;
                default:
                    exchange.Rst();
                    break;
            }
        });
        var client = Client(server);

        foreach (var uuid in new[] { "SEEN01", "SEEN02", "SEEN03", "SEEN04" })
            await client.GetJobAsync(Token, uuid, TestEnd);

        foreach (var line in everything.Lines)
            Hides(line);
        everything.Lines.ShouldContain(line => line.Contains("RequestStart") && line.Contains("/api/v1/***/job/get/SEEN04/"));
        everything.Lines.ShouldContain(line => line.StartsWith("metric http.client.request.duration"));
    }

    [Fact]
    public async Task S8_the_registered_client_logs_the_status_and_nothing_more()
    {
        var server = Serve(exchange => exchange.AnswerAsync("""{"success":false,"error":"Forbidden"}""", "403 Forbidden"));
        var log = new LogLines<WorkizClient>();
        await using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<ILogger<WorkizClient>>(log)
            .Configure<WorkizOptions>(options => options.BaseUrl = server.Address)
            .AddWorkizClient()
            .BuildServiceProvider(validateScopes: true);

        var answer = await services.GetRequiredService<IWorkizApi>().ProbeAsync(Token, TestEnd);

        answer.ShouldBe(new WorkizAnswer.Refused("HTTP 403: Forbidden"));
        log.Lines.ShouldHaveSingleItem().ShouldStartWith("LogStatus Workiz API error: 403");
    }

    [Fact]
    public void S8_a_token_prints_as_stars()
    {
        $"{Token}".ShouldBe("***");
        new WorkizToken("x").ToString().ShouldBe("***");
    }

    private static void Hides(string text)
    {
        foreach (var view in new[] { text, Uri.UnescapeDataString(text), Uri.UnescapeDataString(Uri.UnescapeDataString(text)) })
            view.ShouldNotContain("api_s3cret+k3y", Case.Insensitive);
    }
}

using System.Net;
using Batchline.Engine.Settings;
using Batchline.Engine.Workiz;
using Batchline.Workiz;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Workiz;

public sealed class WorkizClientTests : IDisposable
{
    private static readonly WorkizToken Token = new("api_secret_key");

    private readonly FakeTimeProvider time = new();
    private readonly LogLines<WorkizClient> log = new();
    private readonly List<IDisposable> opened = [];

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    public void Dispose() => opened.ForEach(item => item.Dispose());

    [Fact]
    public async Task S8_an_exception_that_quotes_the_address_is_not_quoted()
    {
        var client = Client((request, _) => throw new HttpRequestException(
            HttpRequestError.ConnectionError, $"cannot reach {request.RequestUri}", new IOException(request.RequestUri!.AbsoluteUri)));

        var answer = await client.GetJobAsync(Token, "ABC123", TestEnd);

        answer.ShouldBe(new WorkizAnswer.Transient("no connection"));
        log.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task S8_a_request_shows_stars_after_it_was_sent()
    {
        HttpRequestMessage? sent = null;
        Uri? address = null;
        var client = Client((request, _) =>
        {
            (sent, address) = (request, request.RequestUri);
            return Answer(200, """{"flag":true}""");
        });

        await client.ProbeAsync(Token, TestEnd);

        address.ShouldBe(new Uri("https://api.workiz.com/api/v1/api_secret_key/team/all/"));
        $"{sent}".ShouldNotContain("api_secret_key");
    }

    [Theory]
    [InlineData(403, """{"success":false,"error":"Forbidden"}""", "Warning 180 Workiz API error: 403")]
    [InlineData(500, "", "Warning 180 Workiz API error: 500")]
    [InlineData(302, "", "Warning 180 Workiz API error: 302")]
    [InlineData(200, """{"error":true,"code":429}""", "Warning 180 Workiz API error: 429")]
    public async Task S8_an_error_status_is_logged_once_without_the_address(int status, string body, string line)
    {
        await Client((_, _) => Answer(status, body)).GetJobAsync(Token, "ABC123", TestEnd);

        log.Lines.ShouldBe([line]);
    }

    [Theory]
    [InlineData(404, """{"flag":false,"msg":"job Not Found"}""")]
    [InlineData(204, "")]
    [InlineData(200, """{"flag":true,"data":[]}""")]
    [InlineData(200, """{"flag":true,"data":[{"UUID":"ABC123"}]}""")]
    public async Task What_is_no_error_is_not_logged(int status, string body)
    {
        await Client((_, _) => Answer(status, body)).GetJobAsync(Token, "ABC123", TestEnd);

        log.Lines.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task What_cannot_be_part_of_an_address_is_not_sent(string segment)
    {
        var connections = new AnswersWith((_, _) => Answer(404, ""));
        var client = Client(connections);

        (await client.GetJobAsync(Token, segment, TestEnd)).ShouldBeOfType<WorkizAnswer.Invalid>();
        (await client.GetJobAsync(new WorkizToken(segment), "ABC123", TestEnd)).ShouldBeOfType<WorkizAnswer.Refused>();

        connections.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task No_headers_within_the_time_limit_is_transient()
    {
        var client = Client(NeverAnswers);

        var asked = client.GetJobAsync(Token, "ABC123", TestEnd);
        time.Advance(TimeSpan.FromSeconds(19.9));
        asked.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(0.1));

        (await asked).ShouldBe(new WorkizAnswer.Transient("no answer within 20 s"));
    }

    [Fact]
    public async Task A_connection_that_times_out_is_transient()
    {
        var client = Client((_, _) => throw new TaskCanceledException("too slow", new TimeoutException()));

        (await client.ProbeAsync(Token, TestEnd)).ShouldBe(new WorkizAnswer.Transient("no connection within 5 s"));
    }

    [Fact]
    public async Task The_callers_cancellation_is_thrown()
    {
        var client = Client(NeverAnswers);
        using var caller = new CancellationTokenSource();

        var asked = client.GetJobAsync(Token, "ABC123", caller.Token);
        await caller.CancelAsync();

        (await Should.ThrowAsync<OperationCanceledException>(() => asked)).CancellationToken.ShouldBe(caller.Token);
    }

    [Fact]
    public async Task A_call_cancelled_before_it_began_is_not_sent()
    {
        var connections = new AnswersWith((_, _) => Answer(204, ""));

        await Should.ThrowAsync<OperationCanceledException>(
            () => Client(connections).GetJobAsync(Token, "ABC123", new CancellationToken(canceled: true)));

        connections.Requests.ShouldBe(0);
    }

    private static async Task<HttpResponseMessage> NeverAnswers(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        throw new InvalidOperationException();
    }

    private static Task<HttpResponseMessage> Answer(int status, string body) =>
        Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) });

    private WorkizClient Client(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) =>
        Client(new AnswersWith(answer));

    private WorkizClient Client(AnswersWith connections)
    {
        var client = new WorkizClient(Options.Create(new WorkizOptions()), time, log, connections);
        opened.Add(client);
        return client;
    }
}

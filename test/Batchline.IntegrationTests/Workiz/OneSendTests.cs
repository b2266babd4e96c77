using Batchline.Engine.Workiz;

namespace Batchline.IntegrationTests.Workiz;

/// <summary>S2: what leaves is what was paced. HttpClient by itself sends a GET again, see <see cref="HttpClient_alone_sends_again"/>.</summary>
public sealed class OneSendTests : WorkizTest
{
    private const int Rounds = 20;

    public static TheoryData<BreakPoint, bool> Breaks { get; } =
        [.. from point in Enum.GetValues<BreakPoint>() from reset in new[] { false, true } select (point, reset)];

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task S2_a_break_on_a_pooled_connection_is_one_request(BreakPoint point, bool reset)
    {
        var server = Serve(exchange => exchange.Number % 2 == 1 ? exchange.AnswerAsync(Good) : BreakAsync(exchange, point, reset));
        var client = Client(server);

        for (var round = 1; round <= Rounds; round++)
        {
            (await client.GetJobAsync(Token, "ABC123", TestEnd)).ShouldBeOfType<WorkizAnswer.Job>();
            (await client.GetJobAsync(Token, "ABC123", TestEnd)).ShouldBeOfType<WorkizAnswer.Transient>();

            server.Requests.Count.ShouldBe(2 * round);
            server.Connections.ShouldBe(round, "the broken request was the second on its connection");
        }
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task S2_a_break_on_a_new_connection_is_one_request(BreakPoint point, bool reset)
    {
        var server = Serve(exchange => BreakAsync(exchange, point, reset));
        var client = Client(server);

        for (var round = 1; round <= Rounds; round++)
        {
            (await client.ListJobsAsync(Token, new JobListQuery(new DateOnly(2026, 1, 1), 0, 100), TestEnd))
                .ShouldBeOfType<WorkizAnswer.Transient>();
            server.Requests.Count.ShouldBe(round);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task S2_a_connection_closed_while_it_idles_costs_at_most_the_one_request(bool reset)
    {
        var server = Serve(async exchange =>
        {
            await exchange.AnswerAsync(Good);
            Close(exchange, reset);
        });
        var client = Client(server);

        for (var round = 1; round <= 100; round++)
        {
            var before = server.Requests.Count;
            var answer = await client.GetJobAsync(Token, "ABC123", TestEnd);

            // A reset may overtake the answer, and a close may meet the request on its way: then it has not arrived.
            (answer is WorkizAnswer.Job or WorkizAnswer.Transient).ShouldBeTrue($"{answer}");
            (server.Requests.Count - before).ShouldBeLessThanOrEqualTo(1);
        }
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task S2_a_redirect_is_not_followed(int status)
    {
        var server = Serve(exchange => exchange.AnswerAsync("<html>", $"{status} Moved", "Location: /api/v1/elsewhere/\r\n"));

        var answer = await Client(server).GetJobAsync(Token, "ABC123", TestEnd);

        answer.ShouldBe(new WorkizAnswer.Transient($"HTTP {status}: a redirect, which is not followed"));
        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("401 Unauthorized", "WWW-Authenticate: Basic realm=\"x\"\r\n")]
    [InlineData("407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"x\"\r\n")]
    [InlineData("408 Request Timeout", "Connection: close\r\n")]
    [InlineData("425 Too Early", "")]
    [InlineData("503 Service Unavailable", "Retry-After: 0\r\n")]
    public async Task S2_no_status_makes_the_client_ask_again(string status, string headers)
    {
        var server = Serve(exchange => exchange.AnswerAsync("", status, headers));

        await Client(server).GetJobAsync(Token, "ABC123", TestEnd);

        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task S2_a_request_whose_time_is_over_when_its_connection_opens_sends_nothing()
    {
        var server = Serve(exchange => exchange.AnswerAsync(Good));
        var client = Client(server);

        var late = await client.SendAsync(Token, new WorkizCall.GetJob("ABC123"), () => false, TestEnd);
        var next = await client.GetJobAsync(Token, "ABC123", TestEnd);

        late.ShouldBe(new WorkizAnswer.NotSent());
        next.ShouldBeOfType<WorkizAnswer.Job>();
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task S2_a_request_is_asked_to_leave_once_its_connection_is_open_and_before_it_arrives()
    {
        var arrived = 0;
        var server = Serve(exchange =>
        {
            Interlocked.Increment(ref arrived);
            return exchange.AnswerAsync(Good);
        });
        var asked = new List<int>();

        await Client(server).SendAsync(
            Token,
            new WorkizCall.GetJob("ABC123"),
            () =>
            {
                asked.Add(Volatile.Read(ref arrived));
                return true;
            },
            TestEnd);

        asked.ShouldBe([0]);
        arrived.ShouldBe(1);
    }

    /// <summary>The reason for OneSendContent, and the proof that this server would see a second send.</summary>
    [Fact]
    public async Task HttpClient_alone_sends_again()
    {
        var server = Serve(exchange =>
            exchange.Number == 1 ? exchange.AnswerAsync(Good) : BreakAsync(exchange, BreakPoint.BeforeHeaders, reset: false));
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var plain = new HttpClient(handler);

        await plain.GetStringAsync(server.Address, TestEnd);
        await Should.ThrowAsync<HttpRequestException>(() => plain.GetStringAsync(server.Address, TestEnd));

        server.Requests.Count.ShouldBeGreaterThan(2);
    }

    private static async Task BreakAsync(RawExchange exchange, BreakPoint point, bool reset)
    {
        await exchange.SendAsync(point switch
        {
            BreakPoint.BeforeHeaders => "",
            BreakPoint.InHeaders => "HTTP/1.1 200 OK\r\nContent-Len",
            BreakPoint.AfterHeaders => "HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n",
            BreakPoint.InBody => "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"flag\":\r\n",
            _ => throw new ArgumentOutOfRangeException(nameof(point)),
        });
        Close(exchange, reset);
    }

    private static void Close(RawExchange exchange, bool reset)
    {
        if (reset)
            exchange.Rst();
        else
            exchange.Fin();
    }
}

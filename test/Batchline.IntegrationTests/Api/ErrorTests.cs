using System.Net;
using System.Net.Sockets;
using System.Text;
using Batchline.IntegrationTests.InProcess;

namespace Batchline.IntegrationTests.Api;

public sealed class ErrorTests
{
    [Fact]
    public async Task Errors_of_the_framework_have_the_shape_of_all_errors()
    {
        await using var server = await ApiServer.StartAsync();

        (await server.GetAsync("/nothing")).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        (await server.GetAsync("/api")).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        (await server.GetAsync("/api/accounts/%2e%2e/x")).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        (await server.SendAsync(HttpMethod.Put, "/api/accounts")).ShouldBeProblem(HttpStatusCode.MethodNotAllowed, "method_not_allowed");
        (await server.GetAsync("/api/init-batch-update")).ShouldBeProblem(HttpStatusCode.MethodNotAllowed, "method_not_allowed");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("")]
    public async Task Only_json_in_utf8_is_read(string type)
    {
        await using var server = await ApiServer.StartAsync();
        using var content = new ByteArrayContent("""{"name":"A","workizApiKey":"k"}"""u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        var answer = await Answer.ReadAsync(
            await server.Http.PostAsync("/api/accounts", content, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        answer.ShouldBeProblem(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
    }

    [Fact]
    public async Task A_body_above_a_megabyte_is_refused_however_it_comes()
    {
        await using var server = await ApiServer.StartAsync();
        var cancelled = TestContext.Current.CancellationToken;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/init-batch-update")
        {
            Content = new StringContent(new string(' ', 2_000_000), Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = true;

        (await server.PostAsync("/api/init-batch-update", new string(' ', 2_000_000))).ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
        (await Answer.ReadAsync(await server.Http.SendAsync(request, cancelled), cancelled)).ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
    }

    [Fact]
    public async Task Deep_nesting_is_refused()
    {
        await using var server = await ApiServer.StartAsync();

        (await server.PostAsync("/api/init-batch-update", string.Concat(Enumerable.Repeat("""{"accountIds":""", 500)))).ShouldBeProblem(HttpStatusCode.BadRequest, "invalid_request");
        (await server.PostAsync("/api/init-batch-update", new string('[', 500_000))).ShouldBeProblem(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        await using var server = await ApiServer.StartAsync();
        using var content = new ByteArrayContent([.. "{\"name\":\""u8, 0xff, 0xfe, .. "\",\"workizApiKey\":\"k\"}"u8]);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        var cancelled = TestContext.Current.CancellationToken;

        (await Answer.ReadAsync(await server.Http.PostAsync("/api/accounts", content, cancelled), cancelled)).ShouldBeProblem(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task A_request_that_breaks_off_harms_nobody()
    {
        await using var server = await ApiServer.StartAsync();
        for (var i = 0; i < 20; i++)
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync("127.0.0.1", server.Http.BaseAddress!.Port, TestContext.Current.CancellationToken);
            await socket.GetStream().WriteAsync(
                "POST /api/accounts HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"name\":"u8.ToArray(),
                TestContext.Current.CancellationToken);
        }

        (await server.GetAsync("/api/accounts"))["items"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Health_answers_also_to_head()
    {
        await using var server = await ApiServer.StartAsync();

        (await server.SendAsync(HttpMethod.Head, "/health/live")).ShouldBe(HttpStatusCode.OK);
        (await server.GetAsync("/health/ready"))["status"].GetString().ShouldBe("ok");
    }
}

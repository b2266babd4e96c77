using System.Net.Sockets;
using System.Text;

namespace Batchline.IntegrationTests.Fuzz;

[Collection(FuzzCollection.Name)]
public sealed class ConnectionTests
{
    private const int Beyond = 50;

    private const int AtOnce = 100;

    private static readonly byte[] Health = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Slow_requests_hold_nobody_up_and_change_nothing()
    {
        await using var server = await FuzzServer.StartAsync();
        var before = server.Dump();
        var slow = new List<Socket>();
        string[] beginnings =
        [
            "G", "GET /api/jobs HTTP/1.1\r\nHost: loc", $"POST /api/accounts HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {FuzzServer.ApiToken}\r\nContent-Type: application/json\r\nContent-Length: 70\r\n\r\n{{\"name\":\"Slow\",",
            $"POST /api/init-batch-update HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {FuzzServer.ApiToken}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{{\"ful",
        ];

        for (var i = 0; i < 200; i++)
            slow.Add(await BeginAsync(server, Encoding.ASCII.GetBytes(beginnings[i % beginnings.Length])));
        for (var i = 0; i < 20; i++)
            (await RawClient.SendAsync(server.Address, Request("GET", "/api/accounts"))).Status.ShouldBe(200);
        foreach (var socket in slow)
            socket.Dispose();
        (await RawClient.SendAsync(server.Address, Request("GET", "/api/accounts"))).Status.ShouldBe(200);

        server.Dump().Difference(before).ShouldBeEmpty();
    }

    [Fact]
    public async Task Callers_that_hang_up_leave_the_server_well_and_every_row_whole()
    {
        await using var server = await FuzzServer.StartAsync();
        var before = server.Dump();
        string[] paths = ["/api/jobs", "/api/accounts", "/api/operations", $"/api/batch-progress/{server.Signs["@o2"]}", $"/api/batch-progress/{server.Signs["@o2"]}/events", "/health/ready"];

        for (var i = 0; i < 300; i++)
        {
            using var socket = await BeginAsync(server, Request("GET", paths[i % paths.Length]));
            if (i % 3 == 0)
                await socket.ReceiveAsync(new byte[1], Cancelled);

            // Reset instead of closed.
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        (await RawClient.SendAsync(server.Address, Request("GET", "/health/ready"))).Status.ShouldBe(200);
        server.Dump().Difference(before).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deletion_that_is_refused_leaves_the_account_as_it_was()
    {
        await using var server = await FuzzServer.StartAsync();
        var before = server.Dump();

        var answer = await RawClient.SendAsync(server.Address, Request("DELETE", $"/api/accounts/{server.Signs["@a1"]}"));

        answer.Code().ShouldBe("account_busy");
        server.Dump().Difference(before).ShouldBeEmpty();
    }

    [Fact]
    public async Task Connections_beyond_the_limit_are_closed_at_once_and_those_within_it_are_served_and_leave_no_memory_behind()
    {
        await using var server = await FuzzServer.StartAsync();

        // The first round fills the pools of sockets and buffers that the runtime keeps.
        await RoundAsync(server);
        var first = Memory();
        await RoundAsync(server);
        var second = Memory();

        TestContext.Current.TestOutputHelper?.WriteLine($"Memory after the rounds: {first >> 20} MB, {second >> 20} MB.");
        second.ShouldBeLessThan((long)(first * 1.3) + (32L << 20));
        (await RawClient.SendAsync(server.Address, Request("GET", "/api/accounts"))).Status.ShouldBe(200);
    }

    private static async Task RoundAsync(FuzzServer server)
    {
        var sockets = new Socket[FuzzServer.MaxConnections];
        try
        {
            await Parallel.ForAsync(0, sockets.Length, Options(), async (index, cancellationToken) =>
            {
                sockets[index] = await BeginAsync(server, Health);
                await ExpectAsync(sockets[index], cancellationToken);
            });

            // All of them are open now. Others find the door closed, and each of these is served still.
            for (var i = 0; i < Beyond; i++)
                (await IsTurnedAwayAsync(server)).ShouldBeTrue();
            await Parallel.ForAsync(0, sockets.Length, Options(), async (index, cancellationToken) =>
            {
                await sockets[index].SendAsync(Health, cancellationToken);
                await ExpectAsync(sockets[index], cancellationToken);
            });
        }
        finally
        {
            foreach (var socket in sockets)
                await CloseAsync(socket);
        }
    }

    private static async Task<bool> IsTurnedAwayAsync(FuzzServer server)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server.Address, Cancelled);
            await socket.SendAsync(Health, Cancelled);
            return await socket.ReceiveAsync(new byte[1], Cancelled) == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static ParallelOptions Options() => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancelled };

    private static async Task ExpectAsync(Socket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        var text = "";
        while (!text.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal))
        {
            var length = await socket.ReceiveAsync(buffer, cancellationToken);
            length.ShouldBeGreaterThan(0, text);
            text += Encoding.ASCII.GetString(buffer, 0, length);
        }

        text.ShouldStartWith("HTTP/1.1 200");
    }

    private static async Task CloseAsync(Socket? socket)
    {
        if (socket is null)
            return;
        socket.Shutdown(SocketShutdown.Send);
        await socket.ReceiveAsync(new byte[16], Cancelled);
        socket.Dispose();
    }

    private static async Task<Socket> BeginAsync(FuzzServer server, byte[] bytes)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server.Address, Cancelled);
        await socket.SendAsync(bytes, Cancelled);
        return socket;
    }

    private static byte[] Request(string method, string path) => Encoding.ASCII.GetBytes(
        $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer {FuzzServer.ApiToken}\r\n\r\n");

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}

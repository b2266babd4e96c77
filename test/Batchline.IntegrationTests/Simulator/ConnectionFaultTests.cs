using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Simulator;

public sealed class ConnectionFaultTests
{
    private static readonly SimulatorOptions Options = new() { Accounts = 2, JobsPerAccount = 40, MinInterval = TimeSpan.Zero };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reset_before_the_headers_is_an_RST_without_a_byte()
    {
        await using var client = await SimulatorClient.StartAsync(With(FaultKind.ResetBeforeHeaders));

        var (bytes, error) = await AskRawAsync(client);

        (bytes, error).ShouldBe((0, SocketError.ConnectionReset));
        client.Simulator.Report.ByStatus.ShouldBe([new(0, 1L)]);
    }

    [Fact]
    public async Task A_close_before_the_headers_is_a_FIN_without_a_byte()
    {
        await using var client = await SimulatorClient.StartAsync(With(FaultKind.CloseBeforeHeaders));

        var (bytes, error) = await AskRawAsync(client);

        (bytes, error).ShouldBe((0, SocketError.Success));
    }

    [Fact]
    public async Task A_reset_in_the_body_leaves_half_of_it()
    {
        await using var client = await SimulatorClient.StartAsync(With(FaultKind.ResetInBody));

        var response = await client.Http.GetAsync(client.Url("team/all/"), HttpCompletionOption.ResponseHeadersRead, Cancelled);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentLength!.Value.ShouldBeGreaterThan(100);
        await Should.ThrowAsync<HttpRequestException>(() => response.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task A_hanging_request_ends_when_the_client_leaves()
    {
        await using var client = await SimulatorClient.StartAsync(With(FaultKind.Hang));
        using var patience = new CancellationTokenSource();

        var asked = client.Http.GetAsync(client.Url("team/all/"), patience.Token);
        await SimulatorClient.UntilAsync(() => client.Simulator.Log.Count == 1);
        await patience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asked);
        await SimulatorClient.UntilAsync(() => client.Simulator.Log.Read()[0].Status == 499);
    }

    [Fact]
    public async Task A_slow_body_is_right_but_takes_its_time()
    {
        var options = With(FaultKind.SlowBody);
        await using var client = await SimulatorClient.StartAsync(options with { Faults = options.Faults with { SlowBodyTime = TimeSpan.FromMilliseconds(400) } });
        var started = Stopwatch.GetTimestamp();

        var team = await client.GetJsonAsync("team/all/");

        team.GetProperty("data").GetArrayLength().ShouldBe(6);
        Stopwatch.GetElapsedTime(started).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(300));
    }

    [Fact]
    public async Task A_huge_body_goes_on_for_as_long_as_it_is_set_to()
    {
        var options = With(FaultKind.HugeBody);
        await using var client = await SimulatorClient.StartAsync(options with { Faults = options.Faults with { HugeBodyBytes = 3 << 20 } });

        (await client.GetJsonAsync("job/get/ABC123/")).GetProperty("data")[0].GetProperty("JobNotes").GetString()!.Length.ShouldBeGreaterThan(3_000_000);
    }

    [Fact]
    public async Task A_client_that_leaves_a_huge_body_ends_it()
    {
        await using var client = await SimulatorClient.StartAsync(With(FaultKind.HugeBody));

        using (var response = await client.Http.GetAsync(client.Url("job/all/"), HttpCompletionOption.ResponseHeadersRead, Cancelled))
            await (await response.Content.ReadAsStreamAsync(Cancelled)).ReadExactlyAsync(new byte[1_000], Cancelled);

        await SimulatorClient.UntilAsync(() => client.Simulator.Log.Read()[0].Status == 499);
    }

    [Theory]
    [InlineData(OutageMode.Refused)]
    [InlineData(OutageMode.Reset)]
    public async Task During_an_outage_no_request_is_answered_and_afterwards_all_are(OutageMode mode)
    {
        var clock = new StoppedClock();
        await using var client = await SimulatorClient.StartAsync(
            Options with { Events = [new OutageEvent { At = TimeSpan.FromSeconds(10), Duration = TimeSpan.FromSeconds(5), Mode = mode }] }, clock);

        (await client.GetAsync("team/all/")).Status.ShouldBe(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromSeconds(10));
        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync("team/all/"));
        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync("team/all/", account: 1));
        clock.Advance(TimeSpan.FromSeconds(5));
        (await client.GetAsync("team/all/")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_outage_can_be_Cloudflares_page_for_known_and_unknown_tokens()
    {
        await using var client = await SimulatorClient.StartAsync(Options);
        client.Simulator.Apply(new OutageEvent { Duration = TimeSpan.FromHours(1), Mode = OutageMode.Cloudflare });

        ((int)(await client.GetAsync("team/all/")).Status).ShouldBeInRange(520, 524);
        ((int)(await client.Http.GetAsync(new Uri(client.Simulator.BaseUrl, "nobody/team/all/"), Cancelled)).StatusCode).ShouldBeInRange(520, 524);
    }

    /// <summary>HttpClient would send again; a socket shows what really came.</summary>
    private static async Task<(int Bytes, SocketError Error)> AskRawAsync(SimulatorClient client)
    {
        var url = client.Url("team/all/");
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, url.Port, Cancelled);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {url.AbsolutePath} HTTP/1.1\r\nHost: {url.Authority}\r\n\r\n"), Cancelled);
        try
        {
            return (await socket.ReceiveAsync(new byte[1_000], Cancelled), SocketError.Success);
        }
        catch (SocketException reset)
        {
            return (0, reset.SocketErrorCode);
        }
    }

    private static SimulatorOptions With(FaultKind kind) =>
        Options with { Faults = new() { Rates = new Dictionary<FaultKind, double> { [kind] = 1 } } };
}

using Batchline.Engine.Settings;
using Batchline.Engine.Workiz;
using Batchline.Workiz;
using Batchline.Workiz.Sending;
using Microsoft.Extensions.Options;

namespace Batchline.IntegrationTests.Workiz;

/// <summary>A client with its log and its clock; the servers and clients of a test end with it.</summary>
public abstract class WorkizTest : IAsyncDisposable
{
    protected const string Good = """{"flag":true,"data":[{"UUID":"ABC123","JobNotes":"café"}]}""";

    private readonly List<WorkizClient> clients = [];
    private readonly List<RawServer> servers = [];

    internal static WorkizToken Token { get; } = new("api_s3cret+k3y");

    internal LogLines<WorkizClient> Log { get; } = new();

    internal HandTime Time { get; } = new();

    protected static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var client in clients)
            client.Dispose();
        foreach (var server in servers)
            await server.DisposeAsync();
    }

    internal RawServer Serve(Func<RawExchange, Task> answer, Func<Stream, Task<Stream>>? secure = null)
    {
        var server = new RawServer(answer, secure);
        servers.Add(server);
        return server;
    }

    internal WorkizClient Client(RawServer server, Func<SocketsHttpHandler, HttpMessageHandler>? through = null) =>
        Client(server.Address, through);

    internal WorkizClient Client(Uri address, Func<SocketsHttpHandler, HttpMessageHandler>? through = null)
    {
        var connections = WorkizConnections.Open(address);
        var options = Options.Create(new WorkizOptions { BaseUrl = address });
        var client = new WorkizClient(options, Time, Log, through?.Invoke(connections) ?? connections);
        clients.Add(client);
        return client;
    }
}

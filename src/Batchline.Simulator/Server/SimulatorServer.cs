using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Batchline.Simulator.Server;

/// <summary>Kestrel on a loopback port, without a host: a host would take the program's signals.</summary>
internal sealed class SimulatorServer : IAsyncDisposable
{
    private readonly KestrelServer server;

    private SimulatorServer(KestrelServer server) => this.server = server;

    public Uri Address => new(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    public static async Task<SimulatorServer> StartAsync(
        int port, IHttpApplication<HttpContext> application, Func<bool> refusesConnection, CancellationToken cancellationToken)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MinResponseDataRate = null;
        options.Listen(IPAddress.Loopback, port, listener => listener.Use(next => connection =>
        {
            if (!refusesConnection())
                return next(connection);
            connection.Abort();
            return Task.CompletedTask;
        }));
        var sockets = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        var server = new KestrelServer(Options.Create(options), sockets, NullLoggerFactory.Instance);
        try
        {
            await server.StartAsync(application, cancellationToken);
        }
        catch
        {
            server.Dispose();
            throw;
        }
        return new SimulatorServer(server);
    }

    public async ValueTask DisposeAsync()
    {
        // An already cancelled token: open connections are cut at once instead of waited for.
        await server.StopAsync(new CancellationToken(canceled: true));
        server.Dispose();
    }
}

using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Batchline.Simulator.Server;

/// <summary>Ends connections the hard ways.</summary>
internal static class Connections
{
    /// <summary>The client sees RST.</summary>
    public static void Reset(HttpContext http)
    {
        if (http.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        http.Abort();
    }

    /// <summary>The client sees FIN and no byte of an answer.</summary>
    public static void Close(HttpContext http) =>
        http.Features.Get<IConnectionSocketFeature>()?.Socket.Shutdown(SocketShutdown.Send);
}

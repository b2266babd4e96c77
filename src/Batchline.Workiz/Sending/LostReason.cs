using System.Net.Sockets;

namespace Batchline.Workiz.Sending;

/// <summary>Says why an answer was lost, using only error codes: the message of an exception may quote the address.</summary>
internal static class LostReason
{
    public static string Of(Exception exception) => SocketErrorOf(exception) switch
    {
        SocketError.TooManyOpenSockets => "no connection: this process has as many files and sockets open as it may; raise its limit (ulimit -n)",
        { } error => $"{KindOf(exception)} ({error})",
        null => KindOf(exception),
    };

    private static string KindOf(Exception exception) => (exception as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "the host name was not found",
        HttpRequestError.ConnectionError => "no connection",
        HttpRequestError.SecureConnectionError => "no secure connection",
        HttpRequestError.ProxyTunnelError => "no connection through the proxy",
        HttpRequestError.InvalidResponse => "the answer is not HTTP",
        HttpRequestError.ConfigurationLimitExceeded => "the headers of the answer are too large",
        _ when exception is InvalidDataException => "the answer cannot be decompressed",
        _ => "the connection broke before the whole answer had come",
    };

    private static SocketError? SocketErrorOf(Exception? exception)
    {
        while (exception is not (null or SocketException))
            exception = exception.InnerException;
        return (exception as SocketException)?.SocketErrorCode;
    }
}

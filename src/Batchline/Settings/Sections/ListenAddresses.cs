using System.Net;

namespace Batchline.Settings.Sections;

/// <summary>Where the program listens.</summary>
internal static class ListenAddresses
{
    private const string Default = "http://127.0.0.1:5080";

    /// <param name="guarded">Callers must show a token (or get nothing): only then are addresses beyond loopback right.</param>
    public static IReadOnlyList<string> Of(HostingOptions options, bool guarded) => options switch
    {
        { Urls: { } urls } => urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        { Port: { } port } => [guarded ? $"http://*:{port}" : $"http://127.0.0.1:{port}"],
        _ => [Default],
    };

    public static bool IsValid(string address)
    {
        try
        {
            var parsed = BindingAddress.Parse(address);
            return parsed is { Scheme: "http" or "https", Host.Length: > 0, PathBase: "" } && parsed.Port is >= 0 and <= 65535;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    public static bool IsLoopback(string address) => IsLoopbackHost(BindingAddress.Parse(address).Host);

    public static bool IsLoopbackHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}

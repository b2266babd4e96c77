using System.Net;
using System.Net.Http.Headers;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Connecting;

/// <summary>Where the API is, and what shows that we may use it.</summary>
internal static class ServerAddress
{
    public const string TokenVariable = "BATCHLINE_TOKEN";

    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(10);

    /// <summary>Some requests work for as long as a slice may.</summary>
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromMinutes(5);

    /// <exception cref="CouldNotException">The address is none.</exception>
    public static Uri Parse(string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address)
        && address is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" }
            ? address
            : throw new CouldNotException($"'{text}' is no address of a server; write --url https://batchline.example.com.");

    /// <param name="direct">Past any proxy: the address is this process.</param>
    public static HttpClient Client(Uri address, string? token, bool direct)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !direct,
            ConnectTimeout = ConnectPatience,
            AutomaticDecompression = DecompressionMethods.All,
        };
        var http = new HttpClient(handler) { BaseAddress = address, Timeout = AnswerPatience };
        if (!string.IsNullOrWhiteSpace(token))
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Trim());
        return http;
    }
}

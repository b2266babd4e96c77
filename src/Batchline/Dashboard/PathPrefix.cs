using System.Buffers;

namespace Batchline.Dashboard;

/// <summary>
/// The path below which a reverse proxy shows the program. It says so in <c>X-Forwarded-Prefix</c>, and may pass requests
/// on with the prefix or without it.
/// </summary>
internal static class PathPrefix
{
    private const string Header = "X-Forwarded-Prefix";
    private const int MaxLength = 200;

    private static readonly SearchValues<char> Plain =
        SearchValues.Create("/ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~.-");

    /// <summary>Takes the prefix off requests that come with it.</summary>
    public static IApplicationBuilder UsePathPrefix(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (Of(request) is { Length: > 0 } prefix && request.Path.StartsWithSegments(prefix, StringComparison.Ordinal, out var rest))
        {
            request.PathBase += prefix;
            request.Path = rest.HasValue ? rest : "/";
        }

        return next(context);
    });

    /// <summary>"" without a proxy. It comes from outside and goes into a page, so nothing but plain path characters is taken.</summary>
    public static string Of(HttpRequest request) =>
        request.Headers[Header] is [{ Length: <= MaxLength } given] && given.TrimEnd('/') is var prefix && IsPlain(prefix)
            ? prefix
            : request.PathBase.Value ?? "";

    private static bool IsPlain(ReadOnlySpan<char> prefix)
    {
        if (prefix is not ['/', ..] || prefix.ContainsAnyExcept(Plain))
            return false;
        foreach (var segment in prefix[1..].Split('/'))
        {
            // Neither empty nor a step up or down the path.
            if (!prefix[1..][segment].ContainsAnyExcept('.'))
                return false;
        }

        return true;
    }
}

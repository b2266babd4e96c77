using System.Text.RegularExpressions;

namespace Batchline.Dashboard;

/// <summary>
/// The path below which a reverse proxy shows the program. It says so in <c>X-Forwarded-Prefix</c>, and may pass requests
/// on with the prefix or without it.
/// </summary>
internal static partial class PathPrefix
{
    private const string Header = "X-Forwarded-Prefix";

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
        request.Headers[Header] is [{ } given] && Pattern().IsMatch(given.TrimEnd('/')) ? given.TrimEnd('/') : request.PathBase.Value ?? "";

    [GeneratedRegex(@"^(/[A-Za-z0-9_~.-]*[A-Za-z0-9_~-][A-Za-z0-9_~.-]*)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}

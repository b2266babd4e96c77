using Microsoft.Net.Http.Headers;

namespace Batchline.Security;

/// <summary>Gives every answer headers that limit what a browser does with it, and that keep data out of caches.</summary>
internal static class ResponseHeaders
{
    /// <summary>Whatever a browser takes an API answer for, it must show and load nothing.</summary>
    private const string NothingAtAll = "default-src 'none'; frame-ancestors 'none'";

    public static IApplicationBuilder UseResponseHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // On starting, because an answer to an exception begins with no headers.
        context.Response.OnStarting(Complete, context);
        return next(context);
    });

    private static Task Complete(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.TryAdd(HeaderNames.ContentSecurityPolicy, context.GetEndpoint()?.Metadata.GetMetadata<ContentPolicy>()?.Text ?? NothingAtAll);
        headers.TryAdd(HeaderNames.CacheControl, "no-store");
        return Task.CompletedTask;
    }
}

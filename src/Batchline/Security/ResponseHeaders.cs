using Microsoft.Net.Http.Headers;

namespace Batchline.Security;

/// <summary>Gives every answer the headers that keep a browser from making more of it than it is, and data out of caches.</summary>
internal static class ResponseHeaders
{
    /// <summary>An answer of the API shows nothing and loads nothing, whatever a browser takes it for.</summary>
    private const string NothingAtAll = "default-src 'none'; frame-ancestors 'none'";

    public static IApplicationBuilder UseResponseHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // Late, since an answer to an exception begins with no headers.
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

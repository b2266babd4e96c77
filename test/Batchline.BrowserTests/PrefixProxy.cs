using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Batchline.BrowserTests;

/// <summary>A reverse proxy that shows a server below a path, as it would stand before one.</summary>
internal sealed class PrefixProxy : IAsyncDisposable
{
    private const string Prefix = "/tools/batchline";

    private readonly HttpClient _http;
    private readonly WebApplication _app;

    private PrefixProxy(HttpClient http, WebApplication app)
    {
        _http = http;
        _app = app;
    }

    public Uri Address => new(new Uri(_app.Urls.First()), Prefix + "/");

    /// <param name="tells">Whether it says its prefix to the server.</param>
    public static async Task<PrefixProxy> StartAsync(Uri server, bool tells)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var http = new HttpClient { BaseAddress = server };
        app.Run(context => PassAsync(http, context, tells));
        await app.StartAsync();
        return new PrefixProxy(http, app);
    }

    private static async Task PassAsync(HttpClient http, HttpContext context, bool tells)
    {
        if (!context.Request.Path.StartsWithSegments(Prefix, out var rest))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), rest + context.Request.QueryString.Value);
        if (context.Request.ContentLength > 0)
            request.Content = new StreamContent(context.Request.Body);
        foreach (var name in new[] { "Accept", "Authorization", "Content-Type", "Last-Event-ID" })
        {
            if (context.Request.Headers[name] is [{ } value] && !request.Headers.TryAddWithoutValidation(name, value))
                request.Content?.Headers.TryAddWithoutValidation(name, value);
        }

        if (tells)
            request.Headers.Add("X-Forwarded-Prefix", Prefix);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not "Transfer-Encoding"))
            context.Response.Headers[name] = values.ToArray();
        await using var body = await answer.Content.ReadAsStreamAsync(context.RequestAborted);
        var buffer = new byte[16 * 1024];
        while (await body.ReadAsync(buffer, context.RequestAborted) is > 0 and var count)
        {
            await context.Response.Body.WriteAsync(buffer.AsMemory(0, count), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _http.Dispose();
    }
}

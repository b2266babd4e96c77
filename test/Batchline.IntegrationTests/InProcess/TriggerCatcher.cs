using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Batchline.IntegrationTests.InProcess;

/// <summary>Stands where the self-trigger calls, writes down what comes and answers with one status.</summary>
internal sealed class TriggerCatcher : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TriggerCatcher(WebApplication app) => _app = app;

    public ConcurrentQueue<(string Path, Dictionary<string, string> Headers)> Calls { get; } = new();

    public string Address => _app.Urls.First();

    /// <param name="status">Null: it never answers.</param>
    public static async Task<TriggerCatcher> StartAsync(int? status)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var catcher = new TriggerCatcher(builder.Build());
        catcher._app.Run(async context =>
        {
            catcher.Calls.Enqueue((context.Request.Path, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString())));
            if (status is null)
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            else
                context.Response.StatusCode = status.Value;
        });
        await catcher._app.StartAsync(TestContext.Current.CancellationToken);
        return catcher;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Batchline.Engine.Drivers;
using Batchline.Engine.Settings;
using Batchline.Settings.Sections;
using Microsoft.Extensions.Options;

namespace Batchline.Drivers;

/// <summary>
/// Calls this program from outside for the next batch, at the end of a request that made progress. This is only a hint: hosts
/// cut such chains, so nothing depends on its arrival, and the next tick finds whatever is due.
/// </summary>
internal sealed partial class SelfTrigger(
    IOptions<HostingOptions> hosting, IOptions<SecurityOptions> security, IOptions<ProcessOptions> process, TimeProvider clock,
    ILogger<SelfTrigger> logger)
    : IDisposable
{
    /// <summary>Counts the calls of a chain; the only header that a triggered request takes over.</summary>
    public const string HopHeader = "X-Batchline-Hop";

    /// <summary>Vercel answers 508 after a few more.</summary>
    public const int MaxHops = 3;

    private const string BypassHeader = "x-vercel-protection-bypass";
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly Lazy<HttpClient> _http = new(Open);

    /// <summary>How long to wait for a trigger to be sent, not answered. Zero if none is sent.</summary>
    public TimeSpan Patience => !IsOn ? TimeSpan.Zero : process.Value.SliceBudget / 5 is var part && part < Longest ? part : Longest;

    /// <summary>The time that a request may work: the slice budget without what the trigger takes at its end.</summary>
    public RequestTime BeginRequest() => new(clock, process.Value.SliceBudget - Patience);

    private bool IsOn =>
        (hosting.Value.SelfTrigger ?? hosting.Value.Mode == HostingMode.Serverless)
        && hosting.Value.PublicUrl is not null && security.Value.ApiToken is not null;

    /// <summary>How many triggers led to this request. Anything but such a number ends the chain.</summary>
    public static int HopOf(HttpRequest request)
    {
        var values = request.Headers[HopHeader];
        return values.Count == 0 ? 0 : int.TryParse(values, NumberStyles.None, CultureInfo.InvariantCulture, out var hop) ? hop : MaxHops;
    }

    /// <param name="hop">That of the request that is being answered.</param>
    public async Task SendAsync(BatchId next, int hop, CancellationToken cancellationToken)
    {
        if (!IsOn || hop >= MaxHops || hosting.Value.PublicUrl is not { } address)
            return;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, $"/api/process-batch/{next}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", security.Value.ApiToken);
        request.Headers.Add(HopHeader, (hop + 1).ToString(CultureInfo.InvariantCulture));
        if (hosting.Value.ProtectionBypass is { } bypass)
            request.Headers.Add(BypassHeader, bypass);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var response = await _http.Value.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);

            // A conflict means that another slice already has the account.
            if (!response.IsSuccessStatusCode && response.StatusCode != HttpStatusCode.Conflict)
                LogFailed(next, $"it was answered with {(int)response.StatusCode}");
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            // It was sent. Its answer comes only when the batch has had its time, and is not awaited.
        }
        catch (OperationCanceledException)
        {
            LogFailed(next, "there was no connection in time");
        }
        catch (HttpRequestException e)
        {
            LogFailed(next, e.Message);
        }
    }

    public void Dispose()
    {
        if (_http.IsValueCreated)
            _http.Value.Dispose();
    }

    private static HttpClient Open() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,

        // A trace from outside ends here.
        ActivityHeadersPropagator = null,
        ConnectTimeout = Longest * 0.7,
    });

    [LoggerMessage(608, LogLevel.Warning, "Failed to trigger next batch {BatchId}: {Reason}")]
    private partial void LogFailed(BatchId batchId, string reason);
}

using System.Globalization;
using System.Net;
using System.Net.Mime;
using System.Text;
using Batchline.Engine.Notices;
using Batchline.Settings.Sections;
using Microsoft.Extensions.Options;

namespace Batchline.Notices;

/// <summary>Sends a delivery once.</summary>
internal sealed class NoticeSender : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;
    private readonly TimeProvider _clock;
    private readonly Uri? _url;
    private readonly NoticeSecret? _secret;

    public NoticeSender(TimeProvider clock, IOptions<NotifyOptions> options)
    {
        _clock = clock;
        _url = options.Value.Url;
        if (options.Value.Secret is { } text && NoticeSecret.TryParse(text, out var secret))
            _secret = secret;
        _http = new HttpClient(NoticeConnections.Open(options.Value.AllowPrivate)) { Timeout = Timeout };
    }

    /// <returns>Whether the receiver accepted it, and what it answered.</returns>
    public async Task<(bool Taken, string Result)> SendAsync(Notice notice, string body, CancellationToken cancellationToken)
    {
        if (_url is not { } url || _secret is not { } secret)
            return (false, "Notify:Url or Notify:Secret is not set");
        var timestamp = _clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new StringContent(body, Encoding.UTF8, MediaTypeNames.Application.Json),
        };
        request.Headers.Add("webhook-id", notice.Id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", secret.Sign(notice.Id, timestamp, body));
        request.Headers.Add("User-Agent", "Batchline");
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return (answer.IsSuccessStatusCode, Said(answer.StatusCode));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (false, string.Create(CultureInfo.InvariantCulture, $"no answer within {Timeout.TotalSeconds} s"));
        }
        catch (HttpRequestException e)
        {
            return (false, e.InnerException?.Message ?? e.Message);
        }
    }

    public void Dispose() => _http.Dispose();

    private static string Said(HttpStatusCode status) => string.Create(CultureInfo.InvariantCulture, $"{(int)status} {status}");
}

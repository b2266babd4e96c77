using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Batchline.Commands.Drive;

/// <summary>Another Batchline, reached through its API.</summary>
internal sealed class RemoteBatchline : IDisposable
{
    /// <summary>Longer than any host lets a function run.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly HttpClient _http;

    public RemoteBatchline(Uri address, string token, string? protectionBypass)
    {
        // A redirect would take the token to somebody else.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(15) })
        {
            BaseAddress = address,
            Timeout = Patience,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (protectionBypass is not null)
            _http.DefaultRequestHeaders.Add("x-vercel-protection-bypass", protectionBypass);
    }

    public async Task<TickOutcome> TickAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.PostAsync("/api/cron/tick", content: null, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
                return Refusal(response);
            var body = await ReadAsync(response, cancellationToken);
            return new TickOutcome.Done(
                body.GetProperty("accounts").GetInt32(), body.GetProperty("jobs").GetInt32(), body.GetProperty("remainingDue").GetInt32());
        }
        catch (HttpRequestException e)
        {
            return new TickOutcome.Failed(e.Message, RetryAfter: null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new TickOutcome.Failed("no answer in time", RetryAfter: null);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new TickOutcome.Refused("The answer is not Batchline's. Is --url right?");
        }
    }

    /// <returns>The ids of the operations that have not ended and are not paused.</returns>
    /// <exception cref="CouldNotException">It would not tell.</exception>
    public async Task<IReadOnlyList<string>> OpenOperationsAsync(CancellationToken cancellationToken)
    {
        var body = await GetAsync("/api/operations?status=planning,processing&limit=1000", cancellationToken);
        return [.. body.GetProperty("items").EnumerateArray().Select(operation => operation.GetProperty("operationId").GetString() ?? "")];
    }

    /// <exception cref="CouldNotException">It would not tell.</exception>
    public async Task<string?> StatusAsync(string operation, CancellationToken cancellationToken) =>
        (await GetAsync($"/api/batch-progress/{operation}?limit=1", cancellationToken)).GetProperty("status").GetString();

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(path, cancellationToken);
        return response.IsSuccessStatusCode
            ? await ReadAsync(response, cancellationToken)
            : throw new CouldNotException($"{path.Split('?')[0]} was answered with {(int)response.StatusCode}; --until-done needs the API token.");
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var document = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
        return document.RootElement.Clone();
    }

    private static TickOutcome Refusal(HttpResponseMessage response) => (int)response.StatusCode switch
    {
        401 => new TickOutcome.Refused("The token was refused, or Vercel protects the deployment: see VERCEL_AUTOMATION_BYPASS_SECRET."),
        403 => new TickOutcome.Refused("The call was forbidden."),
        404 => new TickOutcome.Refused("There is no Batchline at this address."),
        >= 300 and < 400 => new TickOutcome.Refused("The address redirects elsewhere. Give the address it leads to."),
        >= 400 and < 500 and not 408 and not 429 and var status => new TickOutcome.Refused($"The tick was answered with {status}."),
        var status => new TickOutcome.Failed($"answered with {status}", Wait(response.Headers.RetryAfter)),
    };

    private static TimeSpan? Wait(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? date - DateTimeOffset.UtcNow : null);
}

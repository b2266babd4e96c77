using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Batchline.Api.Answers;
using Batchline.Stores.Rules;

namespace Batchline.Commands.Connecting;

/// <summary>
/// The one way in which commands reach stored things: the HTTP API, on a server or of this process.
/// Every call may throw <see cref="ApiRefusedException"/> or <see cref="ApiUnreachableException"/>.
/// </summary>
internal sealed class ApiClient(HttpClient http, LocalApi? local) : IAsyncDisposable
{
    public const int MaxPage = 1000;

    public static readonly JsonSerializerOptions Json = ApiJson.Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    private LocalApi? _local = local;

    /// <summary>This process serves it, on the local database.</summary>
    public bool IsLocal { get; } = local is not null;

    /// <summary>The server with the local database. Null: it is no server, or this is not the local database.</summary>
    public IServerSchema? Database => _local?.Database;

    public Uri Address => http.BaseAddress ?? throw new InvalidOperationException("The client has no address.");

    public Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) => SendAsync<T>(HttpMethod.Get, path, null, cancellationToken);

    /// <summary>Null: there is no such thing.</summary>
    public async Task<T?> FindAsync<T>(string path, CancellationToken cancellationToken) where T : class
    {
        try
        {
            return await GetAsync<T>(path, cancellationToken);
        }
        catch (ApiRefusedException e) when (e.Status == StatusCodes.Status404NotFound)
        {
            return null;
        }
    }

    public async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var response = await AnswerAsync(method, path, body, cancellationToken);
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(Json, cancellationToken)
                ?? throw new ApiUnreachableException($"{Address} answered nothing.", null);
        }
        catch (JsonException e)
        {
            throw new ApiUnreachableException($"{Address} gives an answer that this version does not understand: {e.Message}", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Unreachable(e);
        }
    }

    public async Task SendAsync(HttpMethod method, string path, CancellationToken cancellationToken) =>
        (await AnswerAsync(method, path, null, cancellationToken)).Dispose();

    /// <summary>All pages of a list.</summary>
    public async IAsyncEnumerable<T> ItemsAsync<T>(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (string? cursor = null; ;)
        {
            var page = await GetAsync<PageView<T>>(ApiPath.With(path, ("limit", $"{MaxPage}"), ("cursor", cursor)), cancellationToken);
            foreach (var item in page.Items)
                yield return item;
            if ((cursor = page.NextCursor) is null)
                yield break;
        }
    }

    /// <summary>The answer as it comes; the caller disposes it.</summary>
    public async Task<HttpResponseMessage> AnswerAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path.TrimStart('/'));
        if (body is not null)
            request.Content = JsonContent.Create(body, body.GetType(), new MediaTypeHeaderValue("application/json"), Json);
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Unreachable(e);
        }

        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw await ApiRefusedException.ReadAsync(response, cancellationToken);
    }

    /// <summary>Ends the local server: what is in flight is finished and recorded. Harmless to repeat.</summary>
    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (Interlocked.Exchange(ref _local, null) is { } server)
            await server.DisposeAsync();
    }

    private ApiUnreachableException Unreachable(Exception e) => new($"{Address} does not answer: {e.Message}", e);
}

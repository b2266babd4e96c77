using System.Buffers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Batchline.Api.Answers;
using Batchline.Api.Errors;
using Batchline.Settings.Sections;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Batchline.Api.Requests;

/// <summary>Reads JSON bodies strictly.</summary>
internal static class RequestBody
{
    public const int MaxBytes = 1024 * 1024;

    private const int ChunkBytes = 16 * 1024;

    /// <summary>The field that faults of the whole body are told under.</summary>
    private const string Whole = "body";

    /// <summary>Null: the request has no body.</summary>
    public static async Task<T?> ReadOptionalAsync<T>(HttpRequest request) where T : class
    {
        using var body = await BytesAsync(request);
        if (body.Length == 0)
            return null;
        if (!IsJson(request))
            throw new BadHttpRequestException("The body is not JSON.", StatusCodes.Status415UnsupportedMediaType);
        return Parse<T>(body.GetBuffer().AsSpan(0, (int)body.Length));
    }

    public static async Task<T> ReadAsync<T>(HttpRequest request) where T : class =>
        await ReadOptionalAsync<T>(request) ?? throw new InvalidRequestException(Whole, "is required");

    /// <summary>The body whatever it is, at its beginning.</summary>
    public static async Task<MemoryStream> BytesAsync(HttpRequest request, int maxBytes = MaxBytes)
    {
        var services = request.HttpContext.RequestServices;
        var patience = services.GetRequiredService<IOptions<HostingOptions>>().Value.ReceiveTimeout;
        using var late = new CancellationTokenSource(patience, services.GetRequiredService<TimeProvider>());
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(late.Token, request.HttpContext.RequestAborted);
        try
        {
            return await BytesAsync(request, maxBytes, ending.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            throw new BadHttpRequestException("The request came too slowly.", StatusCodes.Status408RequestTimeout);
        }
    }

    private static async Task<MemoryStream> BytesAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            while (await request.Body.ReadAsync(chunk, cancellationToken) is > 0 and var count)
            {
                if (body.Length + count > maxBytes)
                {
                    await request.Body.CopyToAsync(Stream.Null, cancellationToken);
                    throw new BodyTooLargeException(maxBytes < MaxBytes ? $"{maxBytes / 1024} KB" : "1 MB");
                }

                body.Write(chunk, 0, count);
            }

            body.Position = 0;
            return body;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private static T Parse<T>(ReadOnlySpan<byte> body) where T : class
    {
        // Tools of Windows put a byte order mark before what they send.
        var json = body.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;
        try
        {
            return JsonSerializer.Deserialize<T>(json, ApiJson.Reading) ?? throw new InvalidRequestException(Whole, "must be an object");
        }
        catch (JsonException e)
        {
            throw new InvalidRequestException(Field(e), Reason(e));
        }
    }

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Encoding == Encoding.UTF8);

    private static string Field(JsonException e) =>
        !IsBroken(e) && e.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : Whole;

    /// <summary>The serializer's own sentences name types of this program, so they are told apart and said anew.</summary>
    private static string Reason(JsonException e) => e switch
    {
        _ when IsBroken(e) => "is not valid JSON",
        _ when e.Message.StartsWith("Duplicate", StringComparison.Ordinal) => "is given twice",
        _ when e.Message.Contains("could not be mapped", StringComparison.Ordinal) => "is not a known field",
        _ => "has the wrong type or form",
    };

    private static bool IsBroken(JsonException e) => e.InnerException is JsonException;
}

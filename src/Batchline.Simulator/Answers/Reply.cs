using System.Text.Json;
using Batchline.Simulator.Jobs;

namespace Batchline.Simulator.Answers;

/// <summary>An answer ready to be sent.</summary>
internal sealed class Reply(int status, string contentType = Reply.Json) : IDisposable
{
    public const string Json = "application/json; charset=utf-8";
    public const string Html = "text/html; charset=UTF-8";

    public int Status => status;

    public string ContentType => contentType;

    public PooledBuffer Body { get; } = new();

    public string? RetryAfter { get; init; }

    public static Reply Of(int status, ReadOnlySpan<byte> body, string contentType = Json, string? retryAfter = null)
    {
        var reply = new Reply(status, contentType) { RetryAfter = retryAfter };
        reply.Append(body);
        return reply;
    }

    public static Reply Of(Action<Utf8JsonWriter> body)
    {
        var reply = new Reply(200);
        using var json = new Utf8JsonWriter(reply.Body, JobJson.Writer);
        body(json);
        return reply;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Body.GetSpan(bytes.Length));
        Body.Advance(bytes.Length);
    }

    public void Dispose() => Body.Dispose();
}

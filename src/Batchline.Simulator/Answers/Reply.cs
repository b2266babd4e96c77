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
        body.CopyTo(reply.Body.GetSpan(body.Length));
        reply.Body.Advance(body.Length);
        return reply;
    }

    public void Dispose() => Body.Dispose();
}

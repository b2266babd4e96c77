using System.Text.Json;
using System.Text.Unicode;
using Batchline.Workiz.Sending;

namespace Batchline.Workiz.Answers;

/// <summary>A body as JSON, or why it is none. Judged by what it is, not by its Content-Type: JSON has been seen
/// under text/html and HTML under status 200.</summary>
internal sealed class AnswerBody : IDisposable
{
    /// <summary>The deepest nesting that is read; .NET's default, which the stores share when they read a job again.</summary>
    private const int MaxDepth = 64;

    private readonly JsonDocument? document;

    private AnswerBody(JsonDocument? document, string? fault)
    {
        this.document = document;
        Fault = fault;
    }

    /// <summary>The JSON; null when the body is empty or has a <see cref="Fault"/>.</summary>
    public JsonElement? Root => document?.RootElement;

    /// <summary>Why a body that is not empty is not JSON.</summary>
    public string? Fault { get; }

    public bool TooLarge { get; private init; }

    /// <summary>It is JSON, but some of its text is in another encoding.</summary>
    public bool IsNotUtf8 { get; private init; }

    public static AnswerBody Parse(Reply.Received reply)
    {
        if (reply.TooLarge)
            return new AnswerBody(null, "the answer is too large") { TooLarge = true };

        var text = WithoutMark(reply.Body);
        var start = text.Span.TrimStart(" \t\r\n"u8);
        if (start.IsEmpty)
            return new AnswerBody(null, null);
        if (start[0] == '<')
            return new AnswerBody(null, "an HTML page instead of JSON");

        try
        {
            // It lets broken UTF-8 in strings pass: no text can be taken from these.
            return new AnswerBody(JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth }), null) { IsNotUtf8 = !Utf8.IsValid(text.Span) };
        }
        catch (JsonException)
        {
            // Its message can quote the body, and so the token.
            return new AnswerBody(null, "the answer is cut or not JSON");
        }
    }

    public void Dispose() => document?.Dispose();

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;
}

using System.Text.Json;
using System.Text.Unicode;
using Batchline.Workiz.Sending;

namespace Batchline.Workiz.Answers;

/// <summary>A body as JSON, or why it is not JSON. The Content-Type is ignored: JSON has been seen under text/html, and
/// HTML under status 200.</summary>
internal sealed class AnswerBody : IDisposable
{
    /// <summary>The deepest nesting that is read. It is .NET's default, which the stores use when they read a job again.</summary>
    public const int MaxDepth = 64;

    /// <summary>Enough to tell a body with one record that is nested too deeply from a body that is not JSON.</summary>
    private const int DeepestSeen = 1000;

    private readonly JsonDocument? document;

    private AnswerBody(JsonDocument? document, string? fault)
    {
        this.document = document;
        Fault = fault;
    }

    /// <summary>The JSON; null if the body is empty or has a <see cref="Fault"/>.</summary>
    public JsonElement? Root => document?.RootElement;

    /// <summary>Why a body that is not empty is not JSON.</summary>
    public string? Fault { get; }

    public bool TooLarge { get; private init; }

    /// <summary>What is wrong with a part of the JSON; null: nothing. A list takes the other parts.</summary>
    public string? Oddity { get; private init; }

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

        // Broken UTF-8 in strings passes the parser, but no text can be read from them.
        var oddity = Utf8.IsValid(text.Span) ? null : "the answer is not UTF-8";
        return ParseTo(MaxDepth, text) is { } usual ? new AnswerBody(usual, null) { Oddity = oddity }
            : ParseTo(DeepestSeen, text) is { } deep ? new AnswerBody(deep, null) { Oddity = oddity ?? "the answer is nested too deeply" }
            : new AnswerBody(null, "the answer is cut or not JSON");
    }

    private static JsonDocument? ParseTo(int depth, ReadOnlyMemory<byte> text)
    {
        try
        {
            return JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = depth });
        }
        catch (JsonException)
        {
            // Its message may quote the body, and with it the key.
            return null;
        }
    }

    public void Dispose() => document?.Dispose();

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;
}

using System.Globalization;
using System.Text.Json;

namespace Batchline.IntegrationTests.Fuzz;

/// <summary>An answer as it came over the wire. Status 0: the connection was closed without one.</summary>
internal sealed record FuzzAnswer(int Status, string Head, string Body)
{
    public static FuzzAnswer Parse(string text)
    {
        while (text.StartsWith("HTTP/1.1 100", StringComparison.Ordinal))
            text = text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return end < 0
            ? new FuzzAnswer(0, text, "")
            : new FuzzAnswer(int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture), text[..end], text[(end + 4)..]);
    }

    /// <summary>The code of a problem; null when the body is none.</summary>
    public string? Code()
    {
        if (!Head.Contains("application/problem+json", StringComparison.OrdinalIgnoreCase))
            return null;

        // A chunked body has its JSON between the sizes of its chunks.
        var (from, to) = (Body.IndexOf('{'), Body.LastIndexOf('}'));
        if (from < 0 || to < from)
            return null;
        try
        {
            using var problem = JsonDocument.Parse(Body[from..(to + 1)]);
            return problem.RootElement.TryGetProperty("code", out var code) ? code.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public override string ToString() => $"{Head}\n\n{(Body.Length > 2000 ? Body[..2000] : Body)}";
}

namespace Batchline.IntegrationTests.Documents;

/// <summary>A request as a page shows it: comments, the request line, headers, an empty line, a body.</summary>
/// <param name="Refusal">The status and code that a comment announces; null: it succeeds.</param>
internal sealed record DocRequest(string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, string? Body, string? Refusal)
{
    public static DocRequest Parse(string text)
    {
        var lines = text.Split('\n').SkipWhile(line => line.Length == 0 || line.StartsWith('#') || line.StartsWith('@')).ToList();
        var comment = text.Split('\n').FirstOrDefault(line => line.StartsWith("# 4", StringComparison.Ordinal));
        var head = lines.TakeWhile(line => line.Length > 0).ToList();
        var body = string.Join('\n', lines.Skip(head.Count + 1)).Trim();
        var request = head[0].Split(' ');
        var headers = head.Skip(1).Select(line => line.Split(": ", 2)).Select(parts => (parts[0], parts[1])).ToList();
        return new DocRequest(request[0], request[1], headers, body.Length > 0 ? body : null, comment?[2..]);
    }
}

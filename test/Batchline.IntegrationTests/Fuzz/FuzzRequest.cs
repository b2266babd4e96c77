using System.Globalization;
using System.Text;

namespace Batchline.IntegrationTests.Fuzz;

/// <summary>A request as it goes over the wire. Signs such as <c>@a0</c> become ids only then, so that a seed means the same every time.</summary>
internal sealed record FuzzRequest(string Method, string Target, IReadOnlyList<string> Headers, byte[]? Body, bool Chunked)
{
    public byte[] ToBytes(IReadOnlyDictionary<string, string> signs)
    {
        var body = Body is null ? [] : Encoding.Latin1.GetBytes(Resolve(Encoding.Latin1.GetString(Body), signs));
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"{Method} {Resolve(Target, signs)} HTTP/1.1\r\nConnection: close\r\n");
        foreach (var header in Headers)
            head.Append(header).Append("\r\n");
        if (Body is not null)
            head.Append(Chunked ? "Transfer-Encoding: chunked\r\n" : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n"));
        head.Append("\r\n");
        byte[] sent = Body is null || !Chunked
            ? body
            : body.Length == 0
                ? "0\r\n\r\n"u8.ToArray()
                : [.. Encoding.ASCII.GetBytes($"{body.Length:x}\r\n"), .. body, .. "\r\n0\r\n\r\n"u8];
        return [.. Encoding.UTF8.GetBytes(head.ToString()), .. sent];
    }

    public override string ToString()
    {
        var text = Encoding.UTF8.GetString(ToBytes(new Dictionary<string, string>()));
        return text.Length <= 3000 ? text : text[..3000] + $"… ({text.Length} characters)";
    }

    private static string Resolve(string text, IReadOnlyDictionary<string, string> signs)
    {
        foreach (var (sign, value) in signs)
            text = text.Replace(sign, value, StringComparison.Ordinal);
        return text;
    }
}

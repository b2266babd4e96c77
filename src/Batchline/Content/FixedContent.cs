using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Batchline.Content;

/// <summary>
/// Bytes that stay the same while the program runs. They are hashed once, and compressed once when a caller first accepts that
/// encoding, so requesting them repeatedly costs next to nothing.
/// </summary>
internal sealed class FixedContent
{
    private const string Brotli = "br";
    private const string Gzip = "gzip";

    /// <summary>A few percent larger than the smallest, in a fifth of the time: somebody waits for it.</summary>
    private static readonly BrotliCompressionOptions Nearly = new() { Quality = 9 };

    private readonly bool _compress;
    private readonly byte[] _content;
    private readonly string _contentType;
    private readonly Lazy<byte[]> _brotli;
    private readonly Lazy<byte[]> _gzip;

    /// <param name="content">The bytes.</param>
    /// <param name="contentType">Its media type.</param>
    /// <param name="compress">False: it is not requested often enough.</param>
    public FixedContent(byte[] content, string contentType, bool compress = true)
    {
        _compress = compress;
        _content = content;
        _contentType = contentType;
        _brotli = new Lazy<byte[]>(() => Compressed(to => new BrotliStream(to, Nearly)));
        _gzip = new Lazy<byte[]>(() => Compressed(to => new GZipStream(to, CompressionLevel.SmallestSize)));
        Hash = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8));
    }

    /// <summary>Changes with the content.</summary>
    public string Hash { get; }

    /// <summary>The content in the smallest encoding that the caller accepts; 304 if the caller has it.</summary>
    public FileContentHttpResult AnswerTo(HttpContext context)
    {
        var encoding = _compress ? EncodingFor(context.Request) : null;
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (encoding is not null)
            context.Response.Headers.ContentEncoding = encoding;
        return TypedResults.File(Bytes(encoding), _contentType, entityTag: new EntityTagHeaderValue($"\"{Hash}{encoding}\""));
    }

    private byte[] Bytes(string? encoding) => encoding switch
    {
        Brotli => _brotli.Value,
        Gzip => _gzip.Value,
        _ => _content,
    };

    private static string? EncodingFor(HttpRequest request)
    {
        // Browsers send about 30 characters.
        if (request.Headers.AcceptEncoding is not [{ Length: <= 200 }] || !StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted))
            return null;
        var taken = accepted.Where(encoding => encoding.Quality is not <= 0).Select(encoding => encoding.Value.Value).ToList();
        return Array.Find([Brotli, Gzip], encoding => taken.Contains(encoding, StringComparer.OrdinalIgnoreCase));
    }

    private byte[] Compressed(Func<Stream, Stream> compression)
    {
        using var compressed = new MemoryStream();
        using (var stream = compression(compressed))
            stream.Write(_content);
        return compressed.ToArray();
    }
}

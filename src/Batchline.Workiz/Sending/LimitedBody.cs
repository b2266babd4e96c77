using System.Buffers;

namespace Batchline.Workiz.Sending;

/// <summary>Reads a body up to a limit of decompressed bytes, so that a small answer cannot expand into a huge one.</summary>
internal static class LimitedBody
{
    private const int Chunk = 16 * 1024;

    /// <summary>No more than this is allocated on the word of a Content-Length; the rest only as the bytes come.</summary>
    private const int LongestTrusted = 64 * 1024;

    /// <summary>The body, or null if it is longer than <paramref name="limit"/>.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit)
            return null;

        await using var stream = await content.ReadAsStreamAsync(cancellationToken);

        // One byte more than announced, so that the end of the body is seen without growing the buffer.
        var buffer = new ArrayBufferWriter<byte>((int)Math.Min(content.Headers.ContentLength ?? Chunk, LongestTrusted) + 1);
        while (buffer.WrittenCount <= limit)
        {
            var count = await ReadChunkAsync(stream, buffer.GetMemory(1), cancellationToken);
            if (count == 0)
                return buffer.WrittenMemory;
            buffer.Advance(count);
        }
        return null;
    }

    private static async Task<int> ReadChunkAsync(Stream stream, Memory<byte> chunk, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(chunk, cancellationToken);
        }
        catch (InvalidOperationException exception)
        {
            // BrotliStream throws this for a corrupt body; GZipStream and DeflateStream throw InvalidDataException.
            throw new InvalidDataException(null, exception);
        }
    }
}

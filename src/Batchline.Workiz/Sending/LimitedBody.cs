using System.Buffers;

namespace Batchline.Workiz.Sending;

/// <summary>Reads a body up to a limit that counts decompressed bytes, so that a small answer cannot unfold into a huge one.</summary>
internal static class LimitedBody
{
    private const int Chunk = 16 * 1024;

    /// <summary>A longer length is believed when the bytes come.</summary>
    private const int LongestTrusted = 64 * 1024;

    /// <summary>The body, or null when it is longer than <paramref name="limit"/>.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit)
            return null;

        await using var stream = await content.ReadAsStreamAsync(cancellationToken);

        // One byte more than promised: the end of the body is seen without growing the buffer.
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
            // BrotliStream's word for a corrupt body; GZipStream and DeflateStream say InvalidDataException.
            throw new InvalidDataException(null, exception);
        }
    }
}

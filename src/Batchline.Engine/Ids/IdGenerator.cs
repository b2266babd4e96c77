using System.Buffers.Binary;

namespace Batchline.Engine.Ids;

/// <summary>
/// Makes ids as MongoDB does: four bytes of seconds, then random bytes. They sort by creation time, so new rows go to the
/// end of an index.
/// </summary>
public sealed class IdGenerator(TimeProvider clock, Random random)
{
    /// <summary>The smallest id of a second: it separates ids made earlier from those made later.</summary>
    public static string FirstAt(DateTimeOffset time)
    {
        Span<byte> bytes = stackalloc byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)Math.Max(0, time.ToUnixTimeSeconds()));
        return Convert.ToHexStringLower(bytes);
    }

    public string Next()
    {
        Span<byte> bytes = stackalloc byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)clock.GetUtcNow().ToUnixTimeSeconds());
        random.NextBytes(bytes[4..]);
        return Convert.ToHexStringLower(bytes);
    }
}

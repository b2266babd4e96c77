using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Batchline.Engine.Records;

/// <summary>
/// Tells by 32 characters whether a record's text is the stored one. A different text may still mean the same; only
/// <see cref="JobFields"/> can tell.
/// </summary>
public static class JobHash
{
    public static string Of(string json) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(json.AsSpan())).ToString("x32", CultureInfo.InvariantCulture);
}

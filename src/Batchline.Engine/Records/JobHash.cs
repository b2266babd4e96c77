using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Batchline.Engine.Records;

/// <summary>
/// Tells by 32 characters whether a record's text is the one that was stored. Another text may still say the same: only
/// <see cref="JobFields"/> knows.
/// </summary>
public static class JobHash
{
    public static string Of(string json) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(json.AsSpan())).ToString("x32", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text;

namespace Batchline.Benchmarks.Wires;

/// <summary>What the header of an answer says about its body and the connection.</summary>
internal readonly record struct WireHeader(int Status, long Length, bool Chunked, bool RetryAfter, bool Close)
{
    private const int StatusAt = 9;
    private const string LengthName = "\nContent-Length:";

    public static WireHeader Read(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.ASCII.GetString(bytes) + "\r\n";
        return new WireHeader(
            int.Parse(text.AsSpan(StatusAt, 3), CultureInfo.InvariantCulture),
            LengthIn(text),
            Has(text, "\nTransfer-Encoding: chunked"),
            Has(text, "\nRetry-After:"),
            Has(text, "\nConnection: close"));
    }

    private static bool Has(string header, string text) => header.Contains(text, StringComparison.OrdinalIgnoreCase);

    private static long LengthIn(string header)
    {
        var at = header.IndexOf(LengthName, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return 0;
        var value = header.AsSpan(at + LengthName.Length);
        return long.Parse(value[..value.IndexOf('\r')], CultureInfo.InvariantCulture);
    }
}

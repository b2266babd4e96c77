using System.Globalization;
using System.Text;
using System.Text.Json;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Jobs;

namespace Batchline.Simulator.Answers;

/// <summary>Rows that say what they should, in other bytes.</summary>
internal static class RowBytes
{
    private const int HugePageRow = 400_000;

    public static Action<Utf8JsonWriter> Of(Action<Utf8JsonWriter> row, int place, ListFault fault) => json =>
    {
        using var buffer = new PooledBuffer();
        using (var inner = new Utf8JsonWriter(buffer, JobJson.Writer))
            row(inner);
        json.WriteRawValue(
            fault.Kind == FaultKind.HugePage ? Padded(buffer.Written, fault.Bytes ?? HugePageRow) : Recoded(buffer.Written, place),
            skipInputValidation: true);
    };

    /// <summary>With spaces before it, so that a client that takes it finds the same record.</summary>
    private static byte[] Padded(ReadOnlySpan<byte> row, int size)
    {
        var bytes = new byte[Math.Max(size, row.Length)];
        bytes.AsSpan().Fill((byte)' ');
        row.CopyTo(bytes.AsSpan(bytes.Length - row.Length));
        return bytes;
    }

    /// <summary>Every second row in windows-1252, those between in ASCII; escapes stand for the other characters.</summary>
    private static byte[] Recoded(ReadOnlySpan<byte> row, int place)
    {
        var text = new StringBuilder();
        foreach (var character in Encoding.UTF8.GetString(row))
        {
            if (char.IsAscii(character) || place % 2 == 0 && character is >= '\u00A0' and <= '\u00FF')
                text.Append(character);
            else
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }
        return Encoding.Latin1.GetBytes(text.ToString());
    }
}

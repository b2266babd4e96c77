using System.Runtime.InteropServices;
using System.Text.Json;

namespace Batchline.Workiz.Answers;

/// <summary>
/// How large a record can be as a MongoDB document: an array of small numbers grows to six times its JSON. Checked for
/// every store, so that all can hold the same records.
/// </summary>
internal static class DocumentSize
{
    /// <summary>The largest document that MongoDB accepts.</summary>
    public const int Limit = 16 * 1024 * 1024;

    /// <summary>Space for the notes on a job and for the command that writes it.</summary>
    private const int Notes = 256 * 1024;

    /// <summary>The type of an element and the terminator of its name.</summary>
    private const int Element = 2;

    /// <summary>Length and terminator of a string or of a document.</summary>
    private const int Frame = 5;

    private const int Quotes = 2;

    /// <summary>The most digits that always fit into four bytes.</summary>
    private const int ShortNumber = 9;

    private const int LongestNumber = 16;

    /// <summary>No record grows more than this: <c>1,</c> in an array of a million takes 13 bytes.</summary>
    private const int MostGrowth = 7;

    /// <summary>Whether a record is too large together with its own text, which is also kept if its fields do not say the same.</summary>
    public static bool IsTooLarge(JsonElement record)
    {
        var text = JsonMarshal.GetRawUtf8Value(record).Length;
        return (long)text * MostGrowth > Limit && Of(record) + text + Notes > Limit;
    }

    internal static long Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Frame + value.EnumerateObject().Sum(field => Element + Name(field) + Of(field.Value)),
        JsonValueKind.Array => Frame + value.EnumerateArray().Select((item, index) => Element + Digits(index) + Of(item)).Sum(),
        JsonValueKind.String => Frame + JsonMarshal.GetRawUtf8Value(value).Length - Quotes,
        JsonValueKind.Number => OfNumber(JsonMarshal.GetRawUtf8Value(value)),
        _ => 1,
    };

    private static int OfNumber(ReadOnlySpan<byte> text) =>
        text.Length <= ShortNumber && text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 ? sizeof(int) : Math.Max(LongestNumber, Frame + text.Length);

    private static int Name(JsonProperty field) => JsonMarshal.GetRawUtf8PropertyName(field).Length;

    private static int Digits(int index) => index < 10 ? 1 : 1 + Digits(index / 10);
}

namespace Batchline.Stores.Rules;

/// <summary>
/// The order of UTF-8 bytes, in which databases keep texts. The ordinal order of .NET differs where surrogates are compared with
/// the characters after them.
/// </summary>
internal sealed class CodePointOrder : IComparer<string>
{
    public static readonly CodePointOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        var shared = x.AsSpan().CommonPrefixLength(y);
        return x is not null && y is not null && shared < x.Length && shared < y.Length
            ? Weight(x[shared]).CompareTo(Weight(y[shared]))
            : string.CompareOrdinal(x, y);
    }

    /// <summary>Surrogates come after all other characters.</summary>
    private static int Weight(char character) => char.IsSurrogate(character) ? character + 0x10000 : character;
}

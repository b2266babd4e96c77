namespace Batchline.Stores.Rules;

/// <summary>
/// Latin letters without their diacritics and in lower case, so that <c>muller</c> is found as <c>Müller</c>. Its own table, because
/// the program runs without the data of the operating system, in which .NET would look.
/// </summary>
internal static class LatinLetters
{
    private const char FirstMark = '\u0300';
    private const char LastMark = '\u036F';

    /// <summary>From U+00C0 to U+017F.</summary>
    private const string European =
        "aaaaaaæceeeeiiiiðnooooo×ouuuuyþßaaaaaaæceeeeiiiiðnooooo÷ouuuuyþyaaaaaaccccccccddddeeeeeeeeeegggg"
        + "gggghhhhiiiiiiiiiiĳĳjjkkĸllllllŀŀllnnnnnnŉŋŋooooooœœrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    /// <summary>From U+1E00 to U+1EFF, which includes Vietnamese.</summary>
    private const string Additional =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr"
        + "ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyẚsẜẝßẟaaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
        + "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyỻỻỽỽỿỿ";

    /// <summary>Null for a mark that only changes the letter before it.</summary>
    public static char? Plain(char letter) => letter switch
    {
        < '\u00C0' => char.ToLowerInvariant(letter),
        <= '\u017F' => European[letter - '\u00C0'],
        >= FirstMark and <= LastMark => null,
        >= '\u1E00' and <= '\u1EFF' => Additional[letter - '\u1E00'],
        _ => char.ToLowerInvariant(letter),
    };
}

using System.Globalization;
using System.Text;
using Batchline.Api.Requests;
using Batchline.Engine.Accounts;
using Batchline.Engine.Workiz;

namespace Batchline.Api.Accounts;

/// <summary>What the fields of an account may hold.</summary>
internal static class AccountRules
{
    private const int MaxLength = 200;
    private static readonly TimeSpan MaxInterval = TimeSpan.FromHours(1);
    private static readonly TimeSpan MinWindow = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxWindow = TimeSpan.FromDays(1);

    public static string Name(string? name, RequestFaults faults)
    {
        if (string.IsNullOrWhiteSpace(name) || name.EnumerateRunes().Count() > MaxLength || name.Any(char.IsControl))
            faults.Add("name", "must have 1 to 200 characters, no control characters among them");
        return name ?? "";
    }

    /// <summary>
    /// A key becomes a segment of a path, so whatever would cut or bend the path is refused. What files and clipboards put
    /// around a key and nobody sees is not part of it.
    /// </summary>
    public static WorkizToken Key(string? written, RequestFaults faults)
    {
        var key = Trimmed(written ?? "");
        if (key is not { Length: >= 1 and <= MaxLength } or "." or ".." || !key.EnumerateRunes().All(IsKeyCharacter))
            faults.Add("workizApiKey", "must have 1 to 200 printable characters, no space, '/', '?' or '#' among them");
        return new WorkizToken(key);
    }

    public static AccountPace Pace(AccountPace pace, RequestFaults faults)
    {
        if (pace.MinInterval < TimeSpan.Zero || pace.MinInterval > MaxInterval)
            faults.Add("minInterval", "must be 00:00:00 to 01:00:00");
        if (pace.QuotaCalls is < 1 or > 1_000_000)
            faults.Add("quotaCalls", "must be 1 to 1000000");
        if (pace.QuotaWindow < MinWindow || pace.QuotaWindow > MaxWindow)
            faults.Add("quotaWindow", "must be 00:00:01 to 1.00:00:00");
        if (pace.QuotaShare is < 0.1 or > 1)
            faults.Add("quotaShare", "must be 0.1 to 1");
        return pace;
    }

    /// <summary>A key without white space, line ends, byte order marks and zero-width characters around it.</summary>
    private static string Trimmed(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsInvisible(text[start]))
            start++;
        while (end > start && IsInvisible(text[end - 1]))
            end--;
        return text[start..end];
    }

    private static bool IsInvisible(char character) =>
        char.IsWhiteSpace(character) || char.IsControl(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format;

    private static bool IsKeyCharacter(Rune rune) =>
        rune.Value is not ('/' or '?' or '#' or 0xFFFD)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate);
}

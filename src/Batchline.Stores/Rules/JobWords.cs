using System.Text;
using System.Text.Json;
using Batchline.Engine.Changes;
using Batchline.Engine.Records;

namespace Batchline.Stores.Rules;

/// <summary>The words by which a job is found: letters and digits in lower case, without diacritics.</summary>
internal static class JobWords
{
    /// <summary>A note may be a book.</summary>
    private const int Most = 1000;
    private const int Longest = 40;
    private const int ShortestPart = 3;

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

    private static readonly HashSet<string> Texts = new(StringComparer.Ordinal)
    {
        "FirstName", "LastName", "Company", "Email", "Address", "City", "PostalCode", "JobName", "JobNotes", "Comments",
    };

    /// <summary>People also know these by their ends, as the last four digits of a phone number.</summary>
    private static readonly HashSet<string> Numbers = new(StringComparer.Ordinal) { "UUID", "SerialId", "Phone", "SecondPhone" };

    public static bool AreIn(string field) => Texts.Contains(field) || Numbers.Contains(field);

    /// <summary>Whether a job may have other words after a change.</summary>
    public static bool MayDiffer(ChangeKind kind, IReadOnlyList<string> changedFields) => kind switch
    {
        ChangeKind.Added => true,

        // Without names, it is not known what changed.
        ChangeKind.Changed => changedFields.Count == 0 || changedFields.Any(AreIn),
        _ => changedFields.Any(AreIn),
    };

    /// <summary>Each word once.</summary>
    public static IReadOnlyCollection<string> Of(JobDocument job)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in job.Root.EnumerateObject())
        {
            var name = JsonText.NameOf(field);
            if (Texts.Contains(name))
                AddTexts(words, field.Value);
            else if (Numbers.Contains(name))
                AddNumber(words, JsonText.Of(field.Value));
        }

        return words.Count <= Most ? words : [.. words.Take(Most)];
    }

    /// <summary>What a person looks for: each word must begin one of the job's. None if there is no letter or digit in the text.</summary>
    public static IReadOnlyList<string> Wanted(string text) => [.. Split(text).Distinct(StringComparer.Ordinal)];

    /// <summary>Comments are a text, or a list of objects with one.</summary>
    private static void AddTexts(HashSet<string> words, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    AddTexts(words, item);
                break;
            case JsonValueKind.Object:
                foreach (var field in value.EnumerateObject())
                    AddTexts(words, field.Value);
                break;
            case JsonValueKind.String or JsonValueKind.Number:
                words.UnionWith(Split(JsonText.Of(value)));
                break;
            default:
                break;
        }
    }

    /// <summary>Its words, and all together from each character on: whatever stands in it begins one of these.</summary>
    private static void AddNumber(HashSet<string> words, string text)
    {
        var parts = Split(text).ToList();
        words.UnionWith(parts);
        var whole = string.Concat(parts);
        for (var from = 0; from + ShortestPart <= whole.Length && from < Longest; from++)
            words.Add(whole.Substring(from, Math.Min(Longest, whole.Length - from)));
    }

    private static IEnumerable<string> Split(string text)
    {
        var word = new StringBuilder();
        foreach (var letter in text)
        {
            if (Plain(letter) is not { } plain)
                continue;
            if (char.IsLetterOrDigit(plain) || char.IsSurrogate(plain))
            {
                if (word.Length < Longest)
                    word.Append(plain);
            }
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
            yield return word.ToString();
    }

    /// <summary>
    /// Without diacritics and in lower case, by a table of our own, because the program runs without the data of the operating system, in
    /// which .NET would look. Null for a mark that only changes the letter before it.
    /// </summary>
    private static char? Plain(char letter) => letter switch
    {
        < '\u00C0' => char.ToLowerInvariant(letter),
        <= '\u017F' => European[letter - '\u00C0'],
        >= FirstMark and <= LastMark => null,
        >= '\u1E00' and <= '\u1EFF' => Additional[letter - '\u1E00'],
        _ => char.ToLowerInvariant(letter),
    };
}

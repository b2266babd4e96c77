using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Batchline.Engine.Records;

/// <summary>
/// Compares records by their meaning: the order of names, white space, and how text is escaped do not count.
/// Numbers are compared as written.
/// </summary>
public static class JobFields
{
    /// <summary>Names whose value differs, is new, or is gone, in ordinal order.</summary>
    public static IReadOnlyList<string> Changed(JsonElement before, JsonElement after)
    {
        if (InStep(before, after) is { } changed)
            return [.. changed];
        var oldFields = Fields(before);
        var newFields = Fields(after);
        return [.. oldFields.Keys.Union(newFields.Keys)
            .Where(name => !oldFields.TryGetValue(name, out var one) || !newFields.TryGetValue(name, out var other) || !AreSame(one, other))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>The fast way, for records with the same names in the same order, as Workiz writes them. Null: they are not.</summary>
    private static SortedSet<string>? InStep(JsonElement before, JsonElement after)
    {
        if (before.GetPropertyCount() != after.GetPropertyCount())
            return null;
        var changed = new SortedSet<string>(StringComparer.Ordinal);
        using var others = after.EnumerateObject().GetEnumerator();
        foreach (var one in before.EnumerateObject())
        {
            others.MoveNext();
            var other = others.Current;
            if (!JsonMarshal.GetRawUtf8PropertyName(one).SequenceEqual(JsonMarshal.GetRawUtf8PropertyName(other)))
                return null;
            if (!AreSame(one.Value, other.Value))
                changed.Add(NameOf(one));
        }

        return changed;
    }

    private static Dictionary<string, JsonElement> Fields(JsonElement record)
    {
        var fields = new Dictionary<string, JsonElement>(record.GetPropertyCount(), StringComparer.Ordinal);
        foreach (var property in record.EnumerateObject())
            fields[NameOf(property)] = property.Value;
        return fields;
    }

    private static bool AreSame(JsonElement one, JsonElement other) =>
        JsonMarshal.GetRawUtf8Value(one).SequenceEqual(JsonMarshal.GetRawUtf8Value(other))
        || (one.ValueKind == other.ValueKind && one.ValueKind switch
        {
            JsonValueKind.Object => Changed(one, other).Count == 0,
            JsonValueKind.Array => one.EnumerateArray().SequenceEqual(other.EnumerateArray(), SameValue.Instance),
            JsonValueKind.String => TextOf(one) == TextOf(other),
            _ => false,
        });

    // Text that was cut through an emoji (half a surrogate pair) is legal JSON, but .NET refuses to read it: compare it as written.
    private static string TextOf(JsonElement text)
    {
        try
        {
            return text.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return text.GetRawText();
        }
    }

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(property));
        }
    }

    private sealed class SameValue : EqualityComparer<JsonElement>
    {
        public static readonly SameValue Instance = new();

        public override bool Equals(JsonElement one, JsonElement other) => AreSame(one, other);

        public override int GetHashCode(JsonElement value) => (int)value.ValueKind;
    }
}

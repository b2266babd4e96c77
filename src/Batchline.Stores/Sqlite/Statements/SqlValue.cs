using System.Text.Json;
using Batchline.Stores.Rules;

namespace Batchline.Stores.Sqlite.Statements;

/// <summary>Values in the form in which they are stored.</summary>
internal static class SqlValue
{
    public static long? Of(DateTimeOffset? time) => time is { } value ? UnixTime.Floor(value) : null;

    public static long? Of(TimeSpan? duration) => duration is { } value ? (long)value.TotalMilliseconds : null;

    public static string Of(IEnumerable<string> list) =>
        list.TryGetNonEnumeratedCount(out var count) && count == 0 ? "[]" : JsonSerializer.Serialize(list);
}

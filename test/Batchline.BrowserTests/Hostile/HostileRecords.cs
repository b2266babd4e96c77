using System.Text.Json;
using Batchline.Engine.Ids;
using Batchline.Engine.Records;

namespace Batchline.BrowserTests.Hostile;

/// <summary>As many jobs as there are values: over all of them, every field holds every value once, and every name is one too.</summary>
internal static class HostileRecords
{
    private static readonly string[] Fields =
    [
        "FirstName", "LastName", "Company", "Status", "SubStatus", "JobType", "JobDateTime", "JobEndDateTime", "JobTotalPrice", "JobAmountDue",
        "SerialId", "ClientId", "Phone", "Email", "Address", "City", "Unit", "JobNotes", "Comments", "Tags", "Team", "LineItems", "Custom field",
    ];

    /// <summary>UUIDs that bend a path, break out of an attribute or fill a screen.</summary>
    private static readonly string[] Uuids =
        ["%", "%2e%2e%2f", "a b?c#d&e", "\"><img src=x onerror=pwned=1>", "\u202Eabc", "constructor", new string('U', 200)];

    public static IReadOnlyList<StoredJob> Of(AccountId account, IReadOnlyList<string> values) =>
        [.. values.Select((_, number) => Record(account, values, number))];

    private static StoredJob Record(AccountId account, IReadOnlyList<string> values, int number)
    {
        var uuid = number < Uuids.Length ? Uuids[number] : $"JOB{number:000}";
        var fields = Fields.Select((field, i) => (Name: field, Value: values[(number + i) % values.Count]))
            .Append((Name: "UUID", Value: JsonSerializer.Serialize(uuid)))
            .Append((Name: HostileValues.Texts[number % HostileValues.Texts.Length], Value: values[number]))
            .Append((Name: "__proto__", Value: values[number]));
        var json = $"{{{string.Join(',', fields.Select(field => $"{JsonSerializer.Serialize(field.Name)}:{field.Value}"))}}}";
        return new StoredJob
        {
            AccountId = account,
            Document = new JobDocument(uuid, json),
            LastUpdated = DateTimeOffset.UtcNow,
            Sync = new JobSync { FirstSeen = DateTimeOffset.UtcNow, ChangedAt = DateTimeOffset.UtcNow, Fence = 1, Seq = number + 1 },
        };
    }
}

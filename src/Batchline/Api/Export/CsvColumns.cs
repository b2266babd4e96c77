using System.Text.Json;
using Batchline.Engine.Records;

namespace Batchline.Api.Export;

/// <summary>The columns of an export: ours, then Workiz's known ones in a fixed order, then all others by name.</summary>
internal sealed class CsvColumns(IEnumerable<string> others)
{
    /// <summary>Also the order of the columns of the view <c>v_jobs</c>.</summary>
    public static readonly IReadOnlyList<string> Known =
    [
        "UUID", "SerialId", "JobDateTime", "JobEndDateTime", "Status", "SubStatus", "JobType", "JobName", "JobSource",
        "JobTotalPrice", "JobAmountDue", "SubTotal", "item_cost", "tech_cost",
        "ClientId", "FirstName", "LastName", "Company", "Phone", "SecondPhone", "Email",
        "Address", "Unit", "City", "State", "PostalCode", "Country", "Latitude", "Longitude", "LocationId", "ServiceArea",
        "CreatedDate", "CreatedBy", "LastStatusUpdate", "PaymentDueDate", "JobNotes", "Comments", "Tags", "Team", "LineItems",
    ];

    private static readonly string[] Ours = ["accountId", "lastUpdated", "missingSince"];

    private readonly List<string> _fields = [.. Known, .. others.Except(Known).Order(StringComparer.Ordinal)];

    /// <summary>A field of Workiz that is called as one of ours shows whose it is.</summary>
    public IEnumerable<string> Titles => Ours.Concat(_fields.Select(name => Ours.Contains(name) ? $"Workiz.{name}" : name));

    /// <summary>Reads through all jobs for the names of their fields.</summary>
    public static async Task<CsvColumns> OfAsync(IAsyncEnumerable<StoredJob> jobs, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var job in jobs.WithCancellation(cancellationToken))
        {
            using var document = JsonDocument.Parse(job.Document.Json);
            foreach (var field in document.RootElement.EnumerateObject())
                names.Add(JsonText.NameOf(field));
        }

        return new CsvColumns(names);
    }

    public IEnumerable<string> CellsOf(StoredJob job)
    {
        using var document = JsonDocument.Parse(job.Document.Json);
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in document.RootElement.EnumerateObject())
            values[JsonText.NameOf(field)] = field.Value;
        yield return job.AccountId.Value;
        yield return CsvText.Of(job.LastUpdated);
        yield return CsvText.Of(job.Sync.MissingSince);
        foreach (var field in _fields)
            yield return values.TryGetValue(field, out var value) ? CsvText.Of(value) : "";
    }
}

using Batchline.Api.Accounts;
using Batchline.Api.Requests;

namespace Batchline.Commands.Accounts;

/// <summary>Reads accounts to import: CSV with a header, or a JSON array.</summary>
internal static class ImportFile
{
    public static IReadOnlyList<ImportRow> Read(string text)
    {
        var content = text.TrimStart('\uFEFF');
        return content.AsSpan().TrimStart() is ['[' or '{', ..] ? JsonAccounts.Read(content) : CsvAccounts.Read(content);
    }

    public static ImportRow Row(string place, AccountBody body)
    {
        var faults = new RequestFaults();
        var wanted = NewAccount.Of(body, faults);
        return faults.IsEmpty
            ? new ImportRow(place, wanted.Name, body with { WorkizApiKey = wanted.Key.Reveal() }, null)
            : new ImportRow(place, body.Name ?? "", null, faults.ToString().Replace("workizApiKey", "key", StringComparison.Ordinal));
    }
}

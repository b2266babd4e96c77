namespace Batchline.Commands.Accounts;

/// <summary>What became of one account of a file.</summary>
/// <param name="Outcome"><c>added</c>, <c>duplicate</c>, <c>refused</c> or <c>invalid</c>.</param>
internal sealed record ImportedRow(string Place, string Name, string Outcome, string Why, string? AccountId)
{
    public static ImportedRow Of(ImportRow row, AddOutcome outcome)
    {
        var (word, why, account) = outcome switch
        {
            AddOutcome.Added(var added, var note) => ("added", note, added.Id),
            AddOutcome.Duplicate => ("duplicate", "an account has this key already", null),
            AddOutcome.Refused(var reason) => ("refused", reason, null),
            AddOutcome.Invalid(var reason) => ("invalid", reason, null),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Unknown outcome"),
        };
        return new ImportedRow(row.Place, row.Name, word, why, account);
    }
}

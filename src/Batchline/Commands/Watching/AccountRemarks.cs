using System.Globalization;
using Batchline.Api.BatchProgress;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Watching;

/// <summary>What there is to say about accounts beyond numbers: what they wait for, what went wrong, rows of lists that could not be taken.</summary>
internal static class AccountRemarks
{
    private const int AccountsShown = 50;

    public static IEnumerable<string> Of(ProgressView progress)
    {
        var told = progress.AccountStates.Where(HasAny).ToList();
        foreach (var line in told.Take(AccountsShown).SelectMany(Of))
            yield return line;
        if (told.Count > AccountsShown)
            yield return string.Create(CultureInfo.InvariantCulture, $"… and {told.Count - AccountsShown} more accounts.");
    }

    public static bool HasAny(AccountStateView state) => state is { WaitingFor: not null } or { Error: not null } or { OddRows.Total: > 0 };

    public static IEnumerable<string> Of(AccountStateView state)
    {
        var name = Cell.Clean(state.Name ?? state.AccountId);
        if (state.WaitingFor is { } sentence)
            yield return $"{name}: {Cell.Clean(sentence)}";
        if (state.Error is { } error && state.WaitingFor?.Contains(error.TrimEnd('.'), StringComparison.Ordinal) != true)
            yield return $"{name}: {Cell.Clean(error)}";
        foreach (var row in state.OddRows.First)
            yield return string.Create(CultureInfo.InvariantCulture, $"{name}: page {row.Page}, row {row.Row} of its list was not taken: {Cell.Clean(row.Reason)}");
        if (state.OddRows.Total > state.OddRows.First.Count)
            yield return string.Create(CultureInfo.InvariantCulture, $"{name}: … and {state.OddRows.Total - state.OddRows.First.Count} more rows of its list.");
    }
}

using Batchline.Api.BatchProgress;
using Batchline.Api.Requests;
using Batchline.Commands.Shell;
using Batchline.Engine.Operations;

namespace Batchline.Commands.Watching;

/// <summary>A line when an account begins to wait, when what it waits for changes, and when the wait is over.</summary>
internal sealed class WaitLines
{
    private const int ShownAtOnce = 20;

    /// <summary>A wait that is over sooner is not worth two lines: those of a pace or of a small quota come all the time.</summary>
    private static readonly TimeSpan WorthTelling = TimeSpan.FromSeconds(3);

    private static readonly string Processing = Names<AccountStateStatus>.Of(AccountStateStatus.Processing);

    private readonly Dictionary<string, string> _told = [];
    private readonly HashSet<string> _quiet = [];

    public IReadOnlyList<string> Next(ProgressView moment)
    {
        if (OperationEnd.IsOver(moment))
            return [];
        var soon = moment.StartTime.AddSeconds(moment.ElapsedSeconds) + WorthTelling;
        var lines = new List<string>();
        foreach (var state in moment.AccountStates)
        {
            if (Changed(state, soon) is { } text)
                lines.Add($"  {Cell.Clean(state.Name ?? state.AccountId)}: {Cell.Clean(text)}");
        }

        return lines.Count <= ShownAtOnce ? lines : [.. lines.Take(ShownAtOnce), $"  … and {lines.Count - ShownAtOnce} more accounts."];
    }

    /// <summary>Null: nothing new.</summary>
    private string? Changed(AccountStateView state, DateTimeOffset soon)
    {
        var told = _told.GetValueOrDefault(state.AccountId);
        if (state.WaitingFor is { } sentence)
        {
            _quiet.Remove(state.AccountId);
            return sentence == told || state.WaitingUntil < soon ? null : _told[state.AccountId] = sentence;
        }

        // A request that finds nothing better takes the reason away for a moment: the wait is over when it is gone twice in a row.
        if (told is null || _quiet.Add(state.AccountId))
            return null;
        _quiet.Remove(state.AccountId);
        _told.Remove(state.AccountId);
        return state.Status == Processing ? "goes on." : $"{state.Status}.";
    }
}

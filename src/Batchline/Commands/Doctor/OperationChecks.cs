using System.Globalization;
using Batchline.Api.Answers;
using Batchline.Api.BatchProgress;
using Batchline.Api.Operations;
using Batchline.Api.Requests;
using Batchline.Commands.Accounts;
using Batchline.Commands.Connecting;
using Batchline.Commands.Control;
using Batchline.Commands.Watching;
using Batchline.Engine.Operations;

namespace Batchline.Commands.Doctor;

/// <summary>Do the operations under way get further, and how did the last one go?</summary>
internal static class OperationChecks
{
    private const int AccountsNamed = 5;

    /// <summary>Waits for the quota or the pace are shorter, and no trouble.</summary>
    private static readonly TimeSpan LongWait = TimeSpan.FromMinutes(2);

    private static readonly HashSet<string> Stuck = [Names<WaitingReason>.Of(WaitingReason.Worker), Names<WaitingReason>.Of(WaitingReason.Store)];

    public static async Task AddAsync(List<Finding> findings, ApiClient api, ServerChoice place)
    {
        var open = await api.GetAsync<PageView<OperationView>>(ApiPath.With("/api/operations", ("status", OperationChoice.Open), ("limit", "10")), place.Stop);
        foreach (var operation in open.Items)
            findings.AddRange(UnderWay(await ReadAsync(api, operation, place), DateTimeOffset.UtcNow, place));
        var newest = await api.GetAsync<PageView<OperationView>>("/api/operations?limit=1", place.Stop);
        if (newest.Items is not [var last])
            return;
        var progress = await ReadAsync(api, last, place);
        findings.Add(Quota(progress, place));
        if (OperationEnd.IsOver(progress))
            findings.AddRange(Last(progress, place));
    }

    private static Task<ProgressView> ReadAsync(ApiClient api, OperationView operation, ServerChoice place) =>
        api.GetAsync<ProgressView>(ApiPath.With($"/api/batch-progress/{operation.OperationId}", ("limit", $"{ApiClient.MaxPage}")), place.Stop);

    private static Finding Quota(ProgressView last, ServerChoice place) => last.Calls.RateLimited > 0
        ? Finding.Odd(
            "quota",
            $"Workiz refused {last.Calls.RateLimited} of {last.Calls.Total} calls of the last operation because of its quota.",
            $"Other programs share the quota: say what Batchline may use, '{place.Hint("accounts set")} NAME {PaceField.Example}'.")
        : Finding.Good("quota", "The last operation stayed within it.");

    private static IEnumerable<Finding> UnderWay(ProgressView progress, DateTimeOffset now, ServerChoice place)
    {
        var waiting = progress.AccountStates.Where(state => IsLong(state, now)).ToList();
        if (waiting.Count == 0)
            return [Finding.Good("operation", $"{progress.OperationId} is {progress.Status}: {progress.Jobs.Completed} of {progress.Jobs.Total} jobs stored.")];
        var todo = $"See '{place.Hint("status")} {progress.OperationId}'.";
        var named = waiting.Take(AccountsNamed).Select(state => IsStuck(state)
            ? Finding.Bad("operation", Says(state), todo)
            : Finding.Odd("operation", Says(state), todo));
        return waiting.Count <= AccountsNamed
            ? named
            : named.Append(Finding.Odd("operation", string.Create(CultureInfo.InvariantCulture, $"{waiting.Count - AccountsNamed} more accounts wait."), todo));
    }

    /// <summary>A person is needed, or for longer than a quota takes nothing was stored.</summary>
    private static bool IsLong(AccountStateView state, DateTimeOffset now) =>
        state.WaitingFor is not null && (IsStuck(state) || now - state.WaitingSince > LongWait);

    private static bool IsStuck(AccountStateView state) => state.WaitingReason is null || Stuck.Contains(state.WaitingReason);

    private static string Says(AccountStateView state) => $"{state.Name ?? state.AccountId}: {state.WaitingFor}";

    private static IEnumerable<Finding> Last(ProgressView last, ServerChoice place)
    {
        var odd = last.AccountStates.Sum(state => state.OddRows.Total);
        var noted = last.AccountStates.Where(AccountRemarks.HasAny).ToList();
        if (last.FailedBatches.Count > 0)
            yield return Finding.Bad("last operation", $"{last.Status}: {last.Jobs.Failed - odd} jobs failed.", $"See '{place.Hint("status")}', then '{place.Hint("retry")}'.");
        foreach (var state in noted.Take(AccountsNamed))
            yield return Finding.Odd("last operation", string.Join(' ', AccountRemarks.Of(state)), $"See '{place.Hint("status")}'; '{place.Hint("sync")}' reads the list again.");
        if (last.FailedBatches.Count == 0 && noted.Count == 0)
            yield return Finding.Good("last operation", $"{last.Status}, {last.Jobs.Completed} jobs stored.");
    }
}

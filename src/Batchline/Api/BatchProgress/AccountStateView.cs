using Batchline.Api.Requests;
using Batchline.Engine.Operations;
using Batchline.Engine.Progress;

namespace Batchline.Api.BatchProgress;

/// <summary>How far one account is.</summary>
internal sealed record AccountStateView
{
    public required string AccountId { get; init; }

    /// <summary>Null: the account is deleted.</summary>
    public required string? Name { get; init; }

    public required string Status { get; init; }
    public required int CurrentBatch { get; init; }
    public required int TotalBatches { get; init; }
    public required int LastBatchCompleted { get; init; }
    public required int NextBatchToProcess { get; init; }
    public required DateTimeOffset? StartTime { get; init; }
    public required DateTimeOffset? EndTime { get; init; }
    public required JobCountsView Jobs { get; init; }

    /// <summary>Null when the account does not wait, or waits for a person.</summary>
    public required string? WaitingReason { get; init; }

    /// <summary>Null: not known.</summary>
    public required DateTimeOffset? WaitingSince { get; init; }

    /// <summary>When its next request is due; null when that is not known or a person must act.</summary>
    public required DateTimeOffset? WaitingUntil { get; init; }

    /// <summary>A sentence that says what the account is waiting for, since when, and until when or what to do.</summary>
    public required string? WaitingFor { get; init; }

    public required DateTimeOffset? DueAt { get; init; }

    /// <summary>Rows of the account's list that could not be taken.</summary>
    public required OddRowsView OddRows { get; init; }
    public required string? Error { get; init; }

    public static AccountStateView Of(AccountState state, string? name, AccountWait? wait) => new()
    {
        AccountId = state.AccountId.Value,
        Name = name,
        Status = Names<AccountStateStatus>.Of(state.Status),
        CurrentBatch = state.CurrentBatch,
        TotalBatches = state.TotalBatches,
        LastBatchCompleted = state.LastBatchCompleted,
        NextBatchToProcess = state.NextBatchToProcess,
        StartTime = state.StartTime,
        EndTime = state.EndTime,
        Jobs = JobCountsView.Of(state.Counters),
        WaitingReason = wait?.Reason is { } reason ? Names<WaitingReason>.Of(reason) : null,
        WaitingSince = wait?.Since,
        WaitingUntil = wait?.Until,
        WaitingFor = wait?.Sentence,
        DueAt = state.DueAt,
        OddRows = OddRowsView.Of(state.OddRows),
        Error = state.Error,
    };
}

using Batchline.Api.Requests;
using Batchline.Engine.Operations;

namespace Batchline.Api.BatchProgress;

/// <summary>How far one account is.</summary>
internal sealed record AccountStateView
{
    /// <summary>A reason to wait that no account state can hold: the store refuses writes.</summary>
    public const string WaitsForStore = "store";

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
    public required string? WaitingReason { get; init; }
    public required DateTimeOffset? DueAt { get; init; }
    public required string? Error { get; init; }

    public static AccountStateView Of(AccountState state, string? name) => new()
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
        WaitingReason = state.WaitingReason is { } reason ? Names<WaitingReason>.Of(reason) : null,
        DueAt = state.DueAt,
        Error = state.Error,
    };
}

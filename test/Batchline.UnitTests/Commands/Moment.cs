using Batchline.Api.BatchProgress;

namespace Batchline.UnitTests.Commands;

/// <summary>Progress of an operation some seconds behind its start.</summary>
internal static class Moment
{
    private static readonly DateTimeOffset Start = new(2026, 11, 30, 18, 0, 0, TimeSpan.Zero);

    public static ProgressView Of(double elapsed, params AccountStateView[] accounts) => new()
    {
        OperationId = "0000000000000000000000b1",
        Status = "processing",
        Strategy = "each",
        StartTime = Start,
        EndTime = null,
        ElapsedSeconds = elapsed,
        EtaSeconds = null,
        Progress = 0.5,
        CompletionRate = 0.5,
        ErrorRate = 0,
        Accounts = new AccountCountsView(accounts.Length, accounts.Length, 0, 0, 0, 0),
        Batches = new BatchCountsView(2, 1, 0, 1, 0, 0, 0),
        Jobs = new JobCountsView(20, 10, 0, 0, 0, 10),
        Calls = new CallCountsView(11, 0, 0),
        Retries = 0,
        AverageBatchSeconds = null,
        AccountStates = accounts,
        FailedBatches = [],
    };

    /// <param name="until">Seconds behind the start; null: until a person does something.</param>
    public static AccountStateView Account(string? waitingFor = null, int? until = null, string name = "Shop", string status = "processing") => new()
    {
        AccountId = name,
        Name = name,
        Status = status,
        CurrentBatch = 1,
        TotalBatches = 2,
        LastBatchCompleted = 1,
        NextBatchToProcess = 2,
        StartTime = Start,
        EndTime = null,
        Jobs = new JobCountsView(20, 10, 0, 0, 0, 10),
        WaitingReason = waitingFor is null || status == "blocked" ? null : "upstream",
        WaitingSince = waitingFor is null ? null : Start,
        WaitingUntil = until is { } seconds ? Start.AddSeconds(seconds) : null,
        WaitingFor = waitingFor,
        DueAt = null,
        OddRows = new OddRowsView(0, []),
        Error = null,
    };
}

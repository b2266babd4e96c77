using System.Text.Json;
using Batchline.IntegrationTests.InProcess;

namespace Batchline.IntegrationTests.OddWorkiz;

/// <summary>What a test of one account looks at in the progress of its operation.</summary>
internal static class Progress
{
    public static (string? Status, int Completed, int Failed) Outcome(this Answer progress) =>
        (progress["status"].GetString(), progress["jobs"].GetProperty("completed").GetInt32(), progress["jobs"].GetProperty("failed").GetInt32());

    /// <summary>The reason at the account's state.</summary>
    public static string? Reason(this Answer progress) => progress.State("error");

    public static string? WaitingReason(this Answer progress) => progress.State("waitingReason");

    /// <summary>The errors of all failed batches.</summary>
    public static IReadOnlyList<string?> Errors(this Answer progress) =>
        [.. progress["failedBatches"].EnumerateArray().SelectMany(batch => batch.GetProperty("errors").EnumerateArray()).Select(error => error.GetString())];

    public static string? WaitingFor(this Answer progress) => progress.State("waitingFor");

    /// <summary>How many rows of the list could not be taken.</summary>
    public static int OddTotal(this Answer progress) => OddRows(progress).GetProperty("total").GetInt32();

    /// <summary>The first of them.</summary>
    public static IReadOnlyList<(int Page, int Row, string? Reason)> OddFirst(this Answer progress) =>
    [
        .. OddRows(progress).GetProperty("first").EnumerateArray()
            .Select(row => (row.GetProperty("page").GetInt32(), row.GetProperty("row").GetInt32(), row.GetProperty("reason").GetString())),
    ];

    private static JsonElement OddRows(Answer progress) => OnlyState(progress).GetProperty("oddRows");

    private static string? State(this Answer progress, string field) =>
        OnlyState(progress).GetProperty(field) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static JsonElement OnlyState(Answer progress) => progress["accountStates"].EnumerateArray().Single();
}

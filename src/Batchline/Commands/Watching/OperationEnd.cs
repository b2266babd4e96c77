using Batchline.Api.BatchProgress;
using Batchline.Api.Requests;
using Batchline.Engine.Operations;

namespace Batchline.Commands.Watching;

/// <summary>What the progress of an operation says about its end.</summary>
internal static class OperationEnd
{
    public static readonly string Paused = Names<OperationStatus>.Of(OperationStatus.Paused);
    public static readonly string Completed = Names<OperationStatus>.Of(OperationStatus.Completed);

    public static bool IsOver(ProgressView progress) => IsOver(progress.Status);

    public static bool IsOver(string status) =>
        Names<OperationStatus>.TryParse(status, out var known) && OperationTransitions.IsTerminal(known);

    /// <summary>Waiting longer brings nothing: somebody must set a key, or resume.</summary>
    public static bool NothingMoves(ProgressView progress) =>
        progress.Status == Paused
        || progress.Accounts is { Blocked: > 0, Processing: 0, Paused: 0 };

    public static string Sentence(ProgressView progress) => Names<OperationStatus>.TryParse(progress.Status, out var status)
        ? status switch
        {
            OperationStatus.Completed => "Completed",
            OperationStatus.CompletedWithErrors => "Completed, with errors",
            OperationStatus.Failed => "Failed",
            OperationStatus.Cancelled => "Cancelled",
            OperationStatus.Paused => "Paused",
            _ => progress.Accounts is { Blocked: > 0, Processing: 0, Paused: 0 } ? "Blocked" : "Under way",
        }
        : progress.Status;
}

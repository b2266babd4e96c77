using System.Globalization;
using Batchline.Api.BatchProgress;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Batchline.Commands.Watching;

/// <summary>When it is over, or what an account waits for.</summary>
internal sealed class NoteColumn : ProgressColumn
{
    public const string Key = "note";

    protected override bool NoWrap => true;

    /// <summary>While nothing moves nobody can tell.</summary>
    public static string Of(ProgressView moment) => moment.EtaSeconds is > 0 and var seconds && !OperationEnd.NothingMoves(moment)
        ? string.Create(CultureInfo.InvariantCulture, $"ETA {Math.Floor(seconds / 3600):0}:{TimeSpan.FromSeconds(seconds):mm\\:ss}")
        : "";

    public static string Of(ProgressView moment, AccountStateView state) => state switch
    {
        { Status: "blocked" } => "blocked",
        { Status: "paused" } => "paused",
        { Status: "cancelled" } => "cancelled",
        { Status: "completed" } => "done",
        { WaitingReason: { } reason } => $"waits: {reason}",
        _ => IsPlanned(moment, state) ? "" : "listing",
    };

    /// <summary>The account knows its batches.</summary>
    public static bool IsPlanned(ProgressView moment, AccountStateView state) =>
        moment.Progress is not null || state.TotalBatches > 0 || state.Status == "completed";

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(task.State.Get<(string? Text, bool Set)>(Key).Text ?? "");
}

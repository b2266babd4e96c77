using System.Globalization;
using Batchline.Api.Requests;
using Batchline.Engine.Operations;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Batchline.Commands.Watching;

/// <summary>When it is over, or what an account waits for.</summary>
internal sealed class NoteColumn : ProgressColumn
{
    public const string Key = "note";

    protected override bool NoWrap => true;

    public static string Of(Engine.Report.Progress moment) => moment.Eta is { } eta && eta > TimeSpan.Zero
        ? string.Create(CultureInfo.InvariantCulture, $"ETA {Math.Floor(eta.TotalHours):0}:{eta:mm\\:ss}")
        : "";

    /// <param name="now">The reason of a wait stays with an account until its next checkpoint; one that is over is none.</param>
    public static string Of(AccountState state, DateTimeOffset now) => state switch
    {
        { Status: AccountStateStatus.Blocked } => "blocked",
        { Status: AccountStateStatus.Paused } => "paused",
        { Status: AccountStateStatus.Completed } => "done",
        { WaitingReason: { } reason, DueAt: { } due } when due > now => $"waits: {Names<WaitingReason>.Of(reason)}",
        { Planned: false } => "listing",
        _ => "",
    };

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(task.State.Get<(string? Text, bool Set)>(Key).Text ?? "");
}

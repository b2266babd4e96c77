namespace Batchline.Api.BatchProgress;

/// <summary>What a viewer is told: of a change, of the end, or only that the line is open.</summary>
/// <param name="Snapshot">Null: nothing new.</param>
internal readonly record struct ProgressEvent(string? Kind, ProgressSnapshot? Snapshot)
{
    public const string Progress = "progress";
    public const string Done = "done";

    /// <summary>Keeps proxies and viewers from taking a quiet line for a dead one.</summary>
    public static readonly ProgressEvent Heartbeat = new(null, null);

    /// <summary>
    /// A viewer that lost the line names the last id it got, so that it is not told the same again. The end has an id of
    /// its own: whoever heard the last change may still have missed that it was the last.
    /// </summary>
    public string? Id => Snapshot is null ? null : IdOf(Snapshot, Kind == Done);

    public static string IdOf(ProgressSnapshot snapshot, bool done) => done ? snapshot.Stamp + "-" + Done : snapshot.Stamp;
}

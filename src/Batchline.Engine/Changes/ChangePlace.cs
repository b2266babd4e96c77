namespace Batchline.Engine.Changes;

/// <summary>
/// A place in the sequence: behind the change at <paramref name="Position"/>. The time is that change's own, so that a
/// place in the sequence of another database, or of one that was restored, is recognised. Position 0: before the first.
/// </summary>
public readonly record struct ChangePlace(long Position, DateTimeOffset At)
{
    public static ChangePlace Start => default;
}

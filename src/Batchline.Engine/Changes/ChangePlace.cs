namespace Batchline.Engine.Changes;

/// <summary>
/// A place in the sequence: after the change at <paramref name="Position"/>. The time is that change's own, so that a
/// place from another or a restored database is recognized. Position 0: before the first.
/// </summary>
public readonly record struct ChangePlace(long Position, DateTimeOffset At)
{
    public static ChangePlace Start => default;
}

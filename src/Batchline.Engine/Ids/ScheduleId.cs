namespace Batchline.Engine.Ids;

/// <summary>The id of a schedule, 24 hex characters.</summary>
public readonly record struct ScheduleId(string Value) : IHexId<ScheduleId>
{
    public static ScheduleId Of(string value) => new(value);

    public override string ToString() => Value;
}

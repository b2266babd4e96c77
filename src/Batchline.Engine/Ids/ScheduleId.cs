namespace Batchline.Engine.Ids;

/// <summary>The id of a schedule, 24 hex characters.</summary>
public readonly record struct ScheduleId(string Value) : IHexId<ScheduleId>
{
    public static bool TryParse(string? text, out ScheduleId id)
    {
        var valid = HexId.TryNormalize(text, out var value);
        id = new ScheduleId(value);
        return valid;
    }

    public override string ToString() => Value;
}

namespace Batchline.Engine.Ids;

/// <summary>The id of an operation, 24 hex characters.</summary>
public readonly record struct OperationId(string Value) : IHexId<OperationId>
{
    public static bool TryParse(string? text, out OperationId id)
    {
        var valid = HexId.TryNormalize(text, out var value);
        id = new OperationId(value);
        return valid;
    }

    public override string ToString() => Value;
}

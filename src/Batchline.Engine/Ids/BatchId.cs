namespace Batchline.Engine.Ids;

/// <summary>The id of a batch, 24 hex characters.</summary>
public readonly record struct BatchId(string Value) : IHexId<BatchId>
{
    public static bool TryParse(string? text, out BatchId id)
    {
        var valid = HexId.TryNormalize(text, out var value);
        id = new BatchId(value);
        return valid;
    }

    public override string ToString() => Value;
}

namespace Batchline.Engine.Ids;

/// <summary>The id of a batch, 24 hex characters.</summary>
public readonly record struct BatchId(string Value) : IHexId<BatchId>
{
    public static BatchId Of(string value) => new(value);

    public override string ToString() => Value;
}

namespace Batchline.Engine.Ids;

/// <summary>The id of an operation, 24 hex characters.</summary>
public readonly record struct OperationId(string Value) : IHexId<OperationId>
{
    public static OperationId Of(string value) => new(value);

    public override string ToString() => Value;
}

namespace Batchline.Engine.Ids;

/// <summary>The id of an account, 24 hex characters.</summary>
public readonly record struct AccountId(string Value) : IHexId<AccountId>
{
    public static AccountId Of(string value) => new(value);

    public override string ToString() => Value;
}

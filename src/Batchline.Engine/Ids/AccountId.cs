namespace Batchline.Engine.Ids;

/// <summary>The id of an account, 24 hex characters.</summary>
public readonly record struct AccountId(string Value) : IHexId<AccountId>
{
    public static bool TryParse(string? text, out AccountId id)
    {
        var valid = HexId.TryNormalize(text, out var value);
        id = new AccountId(value);
        return valid;
    }

    public override string ToString() => Value;
}

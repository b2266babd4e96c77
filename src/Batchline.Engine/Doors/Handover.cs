namespace Batchline.Engine.Doors;

/// <summary>What the leader wants of a process.</summary>
/// <param name="Accounts">To begin. Each is due, and as far as the database knows, nobody works on it.</param>
/// <param name="GiveAway">How many accounts to leave to others, each when its slice ends. Holds until the next call.</param>
public sealed record Handover(IReadOnlyList<AccountId> Accounts, int GiveAway)
{
    public static readonly Handover Nothing = new([], 0);
}

namespace Batchline.Engine.Heads;

/// <summary>Accounts that can be worked on.</summary>
/// <param name="Accounts">Due now, and not held by anyone.</param>
/// <param name="Next">If none is due: how long until the first becomes due; null if nothing is planned for later. A lease that expires is not counted.</param>
public sealed record DueAccounts(IReadOnlyList<AccountId> Accounts, TimeSpan? Next);

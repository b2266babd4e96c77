using Batchline.Engine.Ids;

namespace Batchline.Engine.Heads;

/// <summary>Accounts that can be worked on.</summary>
/// <param name="Accounts">Due now and held by nobody.</param>
/// <param name="Next">With none due: how long until the first becomes due or its lease runs out; null when nothing is planned.</param>
public sealed record DueAccounts(IReadOnlyList<AccountId> Accounts, TimeSpan? Next);

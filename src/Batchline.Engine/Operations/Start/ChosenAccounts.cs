using Batchline.Engine.Ids;

namespace Batchline.Engine.Operations.Start;

/// <summary>What a start found of the accounts it was to work on.</summary>
internal sealed record ChosenAccounts(
    IReadOnlyList<AccountId> Accounts, IReadOnlyList<AccountId> Disabled, IReadOnlyList<AccountId> Unknown);

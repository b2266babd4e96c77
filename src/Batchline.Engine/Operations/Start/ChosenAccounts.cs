namespace Batchline.Engine.Operations.Start;

/// <summary>The accounts that a start was asked to work on.</summary>
internal sealed record ChosenAccounts(
    IReadOnlyList<AccountId> Accounts, IReadOnlyList<AccountId> Disabled, IReadOnlyList<AccountId> Unknown);

namespace Batchline.Api.Accounts;

/// <summary>What all accounts are called, in the order of their ids, as it was some seconds ago.</summary>
internal sealed record AccountNamesView(IReadOnlyList<AccountNameView> Items);

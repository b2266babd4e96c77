namespace Batchline.Api.Accounts;

/// <summary>What an account is called, and whether it takes part in syncs.</summary>
internal sealed record AccountNameView(string Id, string Name, bool Enabled);

namespace Batchline.Api.Accounts.Directory;

/// <summary>What the directory knows of an account.</summary>
internal sealed record AccountFacts(AccountId Id, string Name, bool Enabled, bool Blocked, DateTimeOffset? LastSyncedAt);

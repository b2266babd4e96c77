namespace Batchline.IntegrationTests.Processes;

/// <summary>An operation under kills, as it ended.</summary>
internal sealed record KillRound(Books Books, IReadOnlyList<KillRoundAccount> Accounts);

using Batchline.IntegrationTests.Programs;

namespace Batchline.IntegrationTests.Processes.Kills;

/// <summary>An operation under kills, as it ended.</summary>
internal sealed record KillRound(Books Books, IReadOnlyList<KillRoundAccount> Accounts);

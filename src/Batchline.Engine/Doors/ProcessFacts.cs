namespace Batchline.Engine.Doors;

/// <summary>What is known of one process.</summary>
/// <param name="Id">Its name among those of its cluster. A process that is started again has another one.</param>
/// <param name="Address">Where the others reach it.</param>
/// <param name="Version">The version of its program; null: unknown.</param>
/// <param name="Status"><c>active</c>, <c>joining</c>, <c>stopping</c>, <c>closed</c> (it takes no accounts: its database does not answer), or <c>silent</c>.</param>
/// <param name="Accounts">How many accounts are at work in it; null: it does not answer.</param>
/// <param name="Moved">How many accounts it has left to others since it started, because it had more than its part.</param>
/// <param name="Leads">It says that it leads.</param>
/// <param name="StartedAt">By its own clock.</param>
public sealed record ProcessFacts(
    string Id, string Address, string? Version, string Status, int? Accounts, long? Moved, bool Leads, DateTimeOffset? StartedAt);

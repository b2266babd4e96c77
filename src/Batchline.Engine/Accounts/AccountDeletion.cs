namespace Batchline.Engine.Accounts;

/// <summary>The mark of a deletion that has begun. While it stands, no operation begins on the account.</summary>
/// <param name="Id">New with every mark: whoever changes a mark compares it.</param>
/// <param name="WithJobs">The account's jobs go too.</param>
/// <param name="Decided">No operation had the account behind the mark: the deletion is carried out, by whoever comes by.</param>
public sealed record AccountDeletion(string Id, bool WithJobs, bool Decided);

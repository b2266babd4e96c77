namespace Batchline.Engine.Accounts;

/// <summary>The mark of a deletion that has begun. As long as it is there, no operation begins on the account.</summary>
/// <param name="Id">New with every mark, and compared by every change of one.</param>
/// <param name="WithJobs">The account's jobs are deleted too.</param>
/// <param name="Decided">After the mark was set, no operation had the account: any process may carry out the deletion.</param>
public sealed record AccountDeletion(string Id, bool WithJobs, bool Decided);

namespace Batchline.Stores.Mongo.Connection;

/// <summary>Names of the collections; the first three are those of the source document.</summary>
internal static class Collections
{
    public const string Jobs = "jobs";
    public const string Batches = "batches";
    public const string States = "batchAccountStates";
    public const string Accounts = "accounts";
    public const string Operations = "operations";
    public const string Heads = "accountHeads";
    public const string Roles = "roles";
    public const string Notices = "notices";
    public const string Changes = "changes";
    public const string Schedules = "schedules";
    public const string Clusters = "clusters";
}

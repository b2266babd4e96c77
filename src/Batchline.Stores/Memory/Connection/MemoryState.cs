using Batchline.Engine.Accounts;
using Batchline.Engine.Batches;
using Batchline.Engine.Changes;
using Batchline.Engine.Notices;
using Batchline.Engine.Operations;
using Batchline.Engine.Schedules;
using Batchline.Stores.Membership;
using Batchline.Stores.Rules;

namespace Batchline.Stores.Memory.Connection;

/// <summary>What a database holds. Several nodes share one; <paramref name="clock"/> is the store's clock.</summary>
internal sealed class MemoryState(TimeProvider clock)
{
    /// <summary>Held around every step, never around an await.</summary>
    public Lock Gate { get; } = new();

    public SortedDictionary<string, Account> Accounts { get; } = new(StringComparer.Ordinal);
    public SortedDictionary<string, Operation> Operations { get; } = new(StringComparer.Ordinal);
    public Dictionary<OperationId, SortedDictionary<string, AccountState>> States { get; } = [];

    /// <summary>Which operation's state holds an account: the unique index over active states.</summary>
    public Dictionary<AccountId, OperationId> Active { get; } = [];

    public Dictionary<(OperationId Operation, AccountId Account), SortedDictionary<int, Batch>> Batches { get; } = [];
    public Dictionary<BatchId, (OperationId Operation, AccountId Account, int Number)> BatchKeys { get; } = [];
    public Dictionary<AccountId, SortedDictionary<string, MemoryJob>> Jobs { get; } = [];
    public Dictionary<AccountId, HeadRow> Heads { get; } = [];
    public SortedDictionary<string, Notice> Notices { get; } = new(StringComparer.Ordinal);

    /// <summary>By position.</summary>
    public List<JobChange> Changes { get; } = [];

    public SortedDictionary<string, Schedule> Schedules { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ClusterDocument> Clusters { get; } = [];

    /// <summary>Null: nobody has ever led.</summary>
    public LeaderRow? Leader { get; set; }

    public DateTimeOffset Now => clock.GetUtcNow();

    public AccountState? State(OperationId operation, AccountId account) =>
        States.GetValueOrDefault(operation)?.GetValueOrDefault(account.Value);

    /// <summary>Frees the leases, and the role, of a process that is known to be dead.</summary>
    public void MarkDead(string node)
    {
        lock (Gate)
        {
            foreach (var row in Heads.Values.Where(row => row.Holder == node).ToList())
                Heads[row.AccountId] = HeadRules.FreeOfDead(row, Now);
            if (Leader?.Holder == node)
                Leader = Leader with { ExpiresAt = 0 };
        }
    }
}

using Batchline.Engine.Failures;
using Batchline.Engine.Ids;

namespace Batchline.Engine.Progress;

/// <summary>What must be known beside an account's own progress to tell what it waits for.</summary>
public sealed record WaitContext
{
    /// <summary>This process's time; a head brings the store's, which then counts.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary><c>Process:SliceBudget</c>.</summary>
    public required TimeSpan SliceBudget { get; init; }

    /// <summary>The operation is over.</summary>
    public bool Ended { get; init; }

    /// <summary>How an account rests on which this process failed for a reason of its own; null: none does.</summary>
    public Func<AccountId, Rest?>? Rests { get; init; }

    /// <summary>Null: the store refuses nothing.</summary>
    public StoreRefusal? Store { get; init; }
}

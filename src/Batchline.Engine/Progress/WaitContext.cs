using Batchline.Engine.Failures;

namespace Batchline.Engine.Progress;

/// <summary>What must be known, besides an account's own progress, to tell what it waits for.</summary>
public sealed record WaitContext
{
    /// <summary>This process's time; if there is a head, its store's time counts instead.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary><c>Process:SliceBudget</c>.</summary>
    public required TimeSpan SliceBudget { get; init; }

    /// <summary>The operation is over.</summary>
    public bool Ended { get; init; }

    /// <summary>The rest of an account on which this process failed for a reason of its own; null: no account rests.</summary>
    public Func<AccountId, Rest?>? Rests { get; init; }

    /// <summary>Null: the store refuses nothing.</summary>
    public StoreRefusal? Store { get; init; }
}

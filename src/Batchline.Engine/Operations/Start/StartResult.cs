namespace Batchline.Engine.Operations.Start;

/// <summary>How a start ended.</summary>
public abstract record StartResult
{
    private StartResult()
    {
    }

    /// <summary>Started now, or earlier with the same idempotency key.</summary>
    public sealed record Started(Operation Operation) : StartResult;

    /// <summary>No account is enabled, or none of the named ones.</summary>
    public sealed record NoAccounts : StartResult;

    public sealed record UnknownAccounts(IReadOnlyList<AccountId> Ids) : StartResult;

    /// <summary>Another operation holds an account.</summary>
    public sealed record Busy(BusyAccount By) : StartResult;

    /// <summary>The idempotency key was used before with another request.</summary>
    public sealed record KeyReused(OperationId OperationId) : StartResult;
}

namespace Batchline.Engine.Operations.Start;

/// <summary>What to start. The caller has checked the values.</summary>
public sealed record StartRequest : StartOptions
{
    /// <summary>Null: every enabled account.</summary>
    public IReadOnlyList<AccountId>? AccountIds { get; init; }

    public OnBusy OnBusy { get; init; }
    public string? IdempotencyKey { get; init; }

    /// <summary>Equal for equal requests.</summary>
    public string? RequestHash { get; init; }
}

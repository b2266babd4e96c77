using Batchline.Engine.Ids;

namespace Batchline.Engine.Operations.Start;

/// <summary>What to start. The caller checks the values; null takes the default.</summary>
public sealed record StartRequest
{
    /// <summary>Null: every enabled account.</summary>
    public IReadOnlyList<AccountId>? AccountIds { get; init; }

    public int? BatchSize { get; init; }
    public Strategy Strategy { get; init; } = Strategy.Each;
    public DateTimeOffset? Since { get; init; }
    public bool Full { get; init; }
    public OnBusy OnBusy { get; init; }
    public double? ToleratedFailurePercent { get; init; }
    public string? IdempotencyKey { get; init; }

    /// <summary>Equal for equal requests.</summary>
    public string? RequestHash { get; init; }
}

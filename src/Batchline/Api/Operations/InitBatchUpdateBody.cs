using Batchline.Api.Requests;

namespace Batchline.Api.Operations;

/// <summary>The body of <c>init-batch-update</c>; every field may be left out.</summary>
internal sealed record InitBatchUpdateBody
{
    /// <summary>The accounts to update; left out: every enabled one. Null is refused, lest an unset variable updates everything.</summary>
    public Optional<IReadOnlyList<string?>> AccountIds { get; init; }

    /// <summary>Jobs per batch, 1 to 1000.</summary>
    public int? BatchSize { get; init; }

    /// <summary><c>each</c> or <c>listFirst</c>.</summary>
    public string? Strategy { get; init; }

    /// <summary>A day or a time with its zone: list jobs scheduled from here on.</summary>
    public string? Since { get; init; }

    public bool? Full { get; init; }

    /// <summary><c>reject</c> or <c>skip</c>.</summary>
    public string? OnBusy { get; init; }

    /// <summary>0 to 100.</summary>
    public double? ToleratedFailurePercent { get; init; }
}

namespace Batchline.Simulator.Reports;

/// <summary>What one account's requests came to.</summary>
public sealed record AccountReport
{
    public required int Account { get; init; }

    public required string Token { get; init; }

    public required long Requests { get; init; }

    public required long RateLimited { get; init; }

    public required int InFlightMaximum { get; init; }

    public required long S1Violations { get; init; }

    public required long S2Violations { get; init; }

    public double? SmallestGapMs { get; init; }
}

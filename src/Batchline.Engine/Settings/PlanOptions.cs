namespace Batchline.Engine.Settings;

/// <summary>Section <c>Plan</c>.</summary>
public sealed class PlanOptions
{
    /// <summary>Jobs per batch, 1 to 1000, when a request names no other.</summary>
    public int BatchSize { get; set; } = 10;
}

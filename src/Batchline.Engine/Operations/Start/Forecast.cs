namespace Batchline.Engine.Operations.Start;

/// <summary>What an operation would request.</summary>
/// <param name="Jobs">Stored jobs.</param>
/// <param name="Pages">Pages of the list.</param>
/// <param name="Asked">Jobs requested one by one.</param>
public sealed record Forecast(long Jobs, long Pages, long Asked);

namespace Batchline.Engine.Operations.Start;

/// <summary>What an operation would ask for.</summary>
/// <param name="Jobs">Stored jobs.</param>
/// <param name="Pages">Pages of the list.</param>
/// <param name="Asked">Jobs asked for one by one.</param>
public sealed record Forecast(long Jobs, long Pages, long Asked);

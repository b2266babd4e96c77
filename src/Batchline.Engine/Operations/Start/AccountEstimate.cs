namespace Batchline.Engine.Operations.Start;

/// <summary>What a start would mean for one account.</summary>
/// <param name="Jobs">Known jobs, without those that a listing would newly find.</param>
/// <param name="Calls">List pages, and jobs requested one by one.</param>
public sealed record AccountEstimate(AccountId AccountId, string Name, long Jobs, long Calls, TimeSpan Eta);

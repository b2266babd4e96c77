using Batchline.Engine.Ids;

namespace Batchline.Engine.Operations.Start;

/// <summary>What a start would come to for one account.</summary>
/// <param name="Jobs">Known jobs; those that a listing finds new are not among them.</param>
/// <param name="Calls">Pages of the list and jobs asked for one by one.</param>
public sealed record AccountEstimate(AccountId AccountId, string Name, long Jobs, long Calls, TimeSpan Eta);

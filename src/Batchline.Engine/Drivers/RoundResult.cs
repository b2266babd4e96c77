using Batchline.Engine.Ids;

namespace Batchline.Engine.Drivers;

/// <summary>What a round of slices did.</summary>
/// <param name="Accounts">Accounts worked on.</param>
/// <param name="Jobs">Jobs that got an outcome.</param>
/// <param name="Next">An account that got forward and is due again; null: none.</param>
public sealed record RoundResult(int Accounts, int Jobs, AccountId? Next);

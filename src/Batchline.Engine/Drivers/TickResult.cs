using Batchline.Engine.Ids;

namespace Batchline.Engine.Drivers;

/// <summary>What a tick did.</summary>
/// <param name="Accounts">Accounts worked on.</param>
/// <param name="Jobs">Jobs that got an outcome.</param>
/// <param name="RemainingDue">Accounts that are due now, up to a thousand.</param>
/// <param name="Next">An account that got forward and is due again; null: none.</param>
public sealed record TickResult(int Accounts, int Jobs, int RemainingDue, AccountId? Next);

using Batchline.Engine.Operations;

namespace Batchline.Commands.Rehearse;

/// <summary>What the command line asks to rehearse.</summary>
/// <param name="Strategy">Null: as the settings say.</param>
/// <param name="Accounts">So many accounts, copies of the real ones; null: these.</param>
internal sealed record RehearseWish(Strategy? Strategy, bool Full, TimeSpan Outage, int? Accounts, int? Quota, int Kills, TimeSpan Latency);

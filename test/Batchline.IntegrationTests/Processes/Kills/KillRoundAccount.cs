using System.Text.Json;
using Batchline.Simulator.Faults;

namespace Batchline.IntegrationTests.Processes.Kills;

/// <summary>One account of an operation under kills.</summary>
/// <param name="Truth">The jobs in Workiz while the operation ran.</param>
/// <param name="Stored">The documents afterwards.</param>
/// <param name="Bad">The jobs that Workiz never answered rightly.</param>
internal sealed record KillRoundAccount(
    string Id,
    IReadOnlyDictionary<string, JsonElement> Truth,
    IReadOnlyDictionary<string, JsonElement> Stored,
    IReadOnlyDictionary<string, FaultKind> Bad);

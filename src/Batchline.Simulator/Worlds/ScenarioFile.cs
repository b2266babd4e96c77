using System.Text.Json;
using System.Text.Json.Serialization;

namespace Batchline.Simulator.Worlds;

/// <summary>
/// A file with the simulator's options, <c>events</c> among them: names in camelCase, durations as "00:00:05",
/// comments allowed, unknown names refused.
/// </summary>
/// <example>
/// <code>
/// { "accounts": 10, "jobsPerAccount": 500, "quotaCalls": 30,
///   "faults": { "rates": { "ServerError": 0.05, "ResetInBody": 0.01 }, "badJobs": { "Gone": 0.01 },
///     "rules": [{ "kind": "Forbidden", "call": "JobGet", "job": "3", "account": 0, "until": "00:05:00" }] },
///   "mutations": { "everyRequests": 20 },
///   "events": [
///     { "at": "00:00:10", "kind": "outage", "duration": "00:00:05", "mode": "Refused" },
///     { "at": "00:01:00", "kind": "quota", "calls": 10, "window": "00:01:00", "sort": "Fixed" },
///     { "at": "00:02:00", "kind": "refuse", "account": 3 } ] }
/// </code>
/// </example>
public static class ScenarioFile
{
    // Not source-generated: that would set options the file leaves out to zero instead of their defaults.
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        AllowOutOfOrderMetadataProperties = true,
        AllowTrailingCommas = true,
        NumberHandling = JsonNumberHandling.Strict,
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <exception cref="JsonException">When the file is no scenario; says where.</exception>
    public static async Task<SimulatorOptions> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync<SimulatorOptions>(file, Json, cancellationToken)
            ?? throw new JsonException($"{path} holds no scenario.");
    }
}

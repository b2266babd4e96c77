using System.Text.Json;
using System.Text.Json.Serialization;

namespace Batchline.Simulator.Scenario;

/// <summary>
/// A file with the simulator's options, <c>events</c> among them: names in camelCase, durations as "00:00:05",
/// comments allowed, unknown names refused.
/// </summary>
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

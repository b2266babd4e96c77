using System.Text.Json;
using Batchline.Benchmarks.Served;

namespace Batchline.Benchmarks.Silos;

/// <summary>What a process of a cluster says of all of them.</summary>
/// <param name="Leader">The id of the process that leads; null: none does at this moment.</param>
/// <param name="AtWork">How many accounts are at work in each active process, by its id.</param>
internal sealed record ClusterState(string? Leader, IReadOnlyDictionary<string, int> AtWork)
{
    public static async Task<ClusterState> ReadAsync(ProgramClient client)
    {
        var state = await client.GetAsync("api/cluster");
        return new ClusterState(
            state.GetProperty("leader").GetString(),
            state.GetProperty("silos").EnumerateArray().Where(IsActive).ToDictionary(silo => silo.GetProperty("id").GetString()!, silo => silo.GetProperty("accounts").GetInt32()));
    }

    private static bool IsActive(JsonElement silo) =>
        silo.GetProperty("status").GetString() == "active" && silo.GetProperty("accounts").ValueKind == JsonValueKind.Number;
}

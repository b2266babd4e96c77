using System.Diagnostics;
using System.Text.Json;
using Batchline.Benchmarks.Staging;

namespace Batchline.Benchmarks.Peers;

/// <summary>Starts this program again as a peer.</summary>
internal static class PeerProcess
{
    public const string Flag = "--peer";

    /// <summary>Not an argument: a password of the database is part of it.</summary>
    public const string Variable = "PEER_WORK";

    public static ProcessStartInfo Start(string peer, PeerWork work)
    {
        var start = SelfProcess.Start([Flag, peer]);
        start.Environment[Variable] = JsonSerializer.Serialize(work);
        return start;
    }

    public static PeerWork Work() =>
        JsonSerializer.Deserialize<PeerWork>(Environment.GetEnvironmentVariable(Variable) ?? "null") ?? throw new InvalidOperationException($"{Variable} is not set.");

    /// <summary>Says where it can be reached, and lives until its input ends.</summary>
    public static async Task<int> ServeAsync(Uri address)
    {
        Console.WriteLine(address);
        await Console.In.ReadToEndAsync();
        return 0;
    }
}

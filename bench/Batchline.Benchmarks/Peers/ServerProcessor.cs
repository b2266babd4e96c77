using System.Globalization;
using Npgsql;

namespace Batchline.Benchmarks.Peers;

/// <summary>Processor time by the kernel's books, which count a parent's ended children to the parent.</summary>
internal static class ServerProcessor
{
    // As proc(5) counts the fields after the program's name.
    private const int ParentAt = 1;
    private const int OwnAt = 11;
    private const int ChildrenAt = 13;
    private static readonly double TicksPerSecond = 100;

    /// <summary>Of a PostgreSQL server with all its processes, if it runs on this machine.</summary>
    public static async Task<TimeSpan?> ReadAsync(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        if (connection.Host is not ("127.0.0.1" or "localhost" or "::1") || Fields(connection.ProcessID) is not { } backend)
            return null;
        var server = (int)backend[ParentAt];
        var children = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process) ? Fields(process) : null)
            .Where(fields => fields?[ParentAt] == server);
        return Fields(server) is { } own ? TimeSpan.FromSeconds(Own(own) + own[ChildrenAt] / TicksPerSecond + own[ChildrenAt + 1] / TicksPerSecond + children.Sum(Own!)) : null;
    }

    /// <summary>Of one process that is still there.</summary>
    public static TimeSpan Read(int process) => TimeSpan.FromSeconds(Fields(process) is { } fields ? Own(fields) : 0);

    private static double Own(double[] fields) => (fields[OwnAt] + fields[OwnAt + 1]) / TicksPerSecond;

    /// <returns>Null when there is no such process.</returns>
    private static double[]? Fields(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return [.. text[(text.LastIndexOf(')') + 2)..].Split(' ').Select(field => double.TryParse(field, CultureInfo.InvariantCulture, out var value) ? value : 0)];
        }
        catch (IOException)
        {
            return null;
        }
    }
}

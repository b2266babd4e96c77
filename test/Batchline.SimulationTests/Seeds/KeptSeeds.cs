using System.Globalization;
using System.Runtime.CompilerServices;
using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Seeds;

/// <summary>Seeds that failed once: they are run every time, before all others.</summary>
internal static class KeptSeeds
{
    public static IReadOnlyList<int> Read(StoreKind store) => [.. File.ReadAllLines(PathOf(store))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture))];

    public static void Keep(StoreKind store, IEnumerable<int> seeds) => File.AppendAllLines(
        PathOf(store), seeds.Except(Read(store)).Order().Select(seed => seed.ToString(CultureInfo.InvariantCulture)));

    private static string PathOf(StoreKind store) => Path.Combine(Path.GetDirectoryName(Here()) ?? "", store switch
    {
        StoreKind.Sqlite => "kept-seeds-sqlite.txt",
        StoreKind.Mongo => "kept-seeds-mongo.txt",
        StoreKind.Postgres => "kept-seeds-postgres.txt",
        _ => "kept-seeds.txt",
    });

    private static string Here([CallerFilePath] string path = "") => path;
}

using System.Globalization;
using System.Runtime.CompilerServices;

namespace Batchline.SimulationTests.Seeds;

/// <summary>Seeds that failed once: they are run every time, before all others.</summary>
internal static class KeptSeeds
{
    private static readonly string File = Path.Combine(Path.GetDirectoryName(Here()) ?? "", "kept-seeds.txt");

    public static IReadOnlyList<int> Read() => [.. System.IO.File.ReadAllLines(File)
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture))];

    public static void Keep(IEnumerable<int> seeds) => System.IO.File.AppendAllLines(
        File, seeds.Except(Read()).Order().Select(seed => seed.ToString(CultureInfo.InvariantCulture)));

    private static string Here([CallerFilePath] string path = "") => path;
}

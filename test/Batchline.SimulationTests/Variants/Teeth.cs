using System.Globalization;
using System.Text;
using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Variants;

/// <summary>The table of what caught what, printed beside the test's result.</summary>
internal static class Teeth
{
    private static readonly Lock Gate = new();
    private static readonly SortedDictionary<string, string> Rows = new(StringComparer.Ordinal);

    /// <summary>Adds a row and writes the table anew: the order in which tests run is not known.</summary>
    public static void Write(string invariant, Variant variant, int seed)
    {
        lock (Gate)
        {
            Rows[$"{invariant} {variant}"] = string.Create(CultureInfo.InvariantCulture, $"| {invariant} | {variant} | {seed} |");
            var table = new StringBuilder("| invariant | rule switched off | seed that caught it |\n|---|---|---|\n").AppendJoin('\n', Rows.Values).Append('\n');
            File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "teeth.md"), table.ToString());
        }
    }
}

using System.Globalization;

namespace Batchline.SimulationTests.Seeds;

/// <summary>Which seeds to run, as the environment says.</summary>
internal static class Wanted
{
    /// <summary>The first seed.</summary>
    public static int First => Number("BATCHLINE_SEED", 1);

    /// <summary>How many over the store in memory.</summary>
    public static int Count => Number("BATCHLINE_SEEDS", 200);

    /// <summary>How many over each of the real stores.</summary>
    public static int StoreCount => Number("BATCHLINE_STORE_SEEDS", 20);

    /// <summary>For so long more of them behind those, over the store in memory.</summary>
    public static int Minutes => Number("BATCHLINE_MINUTES", 0);

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}

using System.Globalization;

namespace Batchline.IntegrationTests.Programs;

/// <summary>Numbers from the environment that make a run longer, or repeat it.</summary>
internal static class RunSetting
{
    /// <summary>Null: not set.</summary>
    public static int? Of(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}

namespace Batchline.Settings;

/// <summary>The settings have faults; the program does not start.</summary>
internal sealed class SettingsException(IReadOnlyList<string> faults)
    : Exception("The settings have faults:" + string.Concat(faults.Select(fault => Environment.NewLine + "  " + fault)))
{
    /// <summary>All of them, each beginning with the name of its setting.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}

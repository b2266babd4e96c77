using Batchline.Commands.Connecting;
using Batchline.Settings;
using Batchline.Settings.Sections;

namespace Batchline.Commands.Doctor;

/// <summary>Can other users of this machine read the data? Batchline makes its directory private, and leaves one that is there as it is.</summary>
internal static class FileChecks
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public static void Add(List<Finding> findings, ApiClient api, ServerChoice place)
    {
        if (!api.IsLocal || OperatingSystem.IsWindows())
            return;
        var store = StartupSettings.Load(place.Terminal.Settings([])).Store;
        if (store.Provider != StoreProvider.Sqlite)
            return;
        var directory = Path.GetFullPath(store.DataDirectory);
        findings.Add((File.GetUnixFileMode(directory) & Others) == 0
            ? Finding.Good("data directory", "Only its owner can enter it.")
            : Finding.Odd(
                "data directory",
                $"Other users of this machine can enter {directory}, which holds the jobs and the encryption key.",
                $"chmod 700 {directory}, unless they are meant to."));
    }
}

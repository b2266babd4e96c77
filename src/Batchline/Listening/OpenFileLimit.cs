using System.Globalization;
using System.Runtime.InteropServices;
using Batchline.Stores.Sqlite.Connection;

namespace Batchline.Listening;

/// <summary>How many files this process may open. With very few, the runtime cannot even load the program, and reports something else.</summary>
internal static class OpenFileLimit
{
    /// <summary>A single command takes about 270.</summary>
    private const long Least = 512;

    /// <summary>Why the program cannot start; null: the limit is high enough. .NET has already raised the soft limit to the hard one.</summary>
    public static string? Fault() => OperatingSystem.IsWindows() || Read() is not { } limit ? null : FaultOf(limit);

    public static string? FaultOf(long limit) => limit is < 0 or >= Least ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"This process may open only {limit} files and sockets at once, and needs at least {Least}. {OpenFiles.RaiseIt}.");

    /// <summary>A limit that does not fit into an int counts as none.</summary>
    public static int Most() => !OperatingSystem.IsWindows() && Read() is >= 0 and < int.MaxValue and var limit ? (int)limit : int.MaxValue;

    private static long? Read()
    {
        const int OfLinux = 7;
        const int OfMacOS = 8;
        var limits = new long[2];
        return GetLimit(OperatingSystem.IsMacOS() ? OfMacOS : OfLinux, limits) == 0 ? limits[0] : null;
    }

    [DllImport("libc", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetLimit(int resource, [Out] long[] limits);
}

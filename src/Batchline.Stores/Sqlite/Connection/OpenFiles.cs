using System.Net.Sockets;

namespace Batchline.Stores.Sqlite.Connection;

/// <summary>
/// The limit of files and sockets that a process may have open at once. Whatever meets it fails in its own words: SQLite says only
/// that a file could not be opened, .NET that one of its assemblies is not there.
/// </summary>
public static class OpenFiles
{
    public const string Because = "this process, or this machine, has as many files and sockets open as it may";

    public const string RaiseIt = "Raise the limit (ulimit -n in a shell, LimitNOFILE= in a systemd unit, nofile of a container)";

    public const string Do = $"{RaiseIt} and start the program again";

    private const int TooManyOnTheMachine = 23;
    private const int TooManyInTheProcess = 24;

    /// <summary>The database, its log, its index of that, and one to spare.</summary>
    private const int NeededAtOnce = 4;

    /// <summary>The exception says so by its code, or nothing can be opened just now.</summary>
    public static bool IsWhy(Exception exception) => exception switch
    {
        SocketException { SocketErrorCode: SocketError.TooManyOpenSockets } => true,
        FileNotFoundException or FileLoadException => AreShort(),
        IOException { HResult: TooManyOnTheMachine or TooManyInTheProcess } => !OperatingSystem.IsWindows(),
        AggregateException several => several.InnerExceptions.Any(IsWhy),
        _ => exception.InnerException is { } inner && IsWhy(inner),
    };

    public static bool AreShort()
    {
        if (OperatingSystem.IsWindows())
            return false;
        var opened = new List<IDisposable>(NeededAtOnce);
        try
        {
            while (opened.Count < NeededAtOnce)
                opened.Add(File.OpenHandle("/dev/null"));
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        finally
        {
            foreach (var file in opened)
                file.Dispose();
        }
    }
}

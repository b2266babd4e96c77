using System.Net.Sockets;

namespace Batchline.Stores.Sqlite.Connection;

/// <summary>
/// The limit of files and sockets that a process may have open at once. Each library reports it differently: SQLite says only that
/// a file could not be opened, and .NET that one of its assemblies is missing.
/// </summary>
public static class OpenFiles
{
    public const string Because = "this process, or this machine, has as many files and sockets open as it may";

    public const string RaiseIt = "Raise the limit (ulimit -n in a shell, LimitNOFILE= in a systemd unit, nofile of a container)";

    public const string Do = $"{RaiseIt} and start the program again";

    private const int TooManyOnTheMachine = 23;
    private const int TooManyInTheProcess = 24;

    /// <summary>The database, its log, the index of the log, and one to spare.</summary>
    private const int NeededAtOnce = 4;

    /// <summary>Whether the exception's code says so, or no file can be opened at this moment.</summary>
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

namespace Batchline.Stores.Sqlite;

/// <summary>SQLite says of a file only that it could not be opened. A process that has too many open will open it later.</summary>
internal static class OpenFiles
{
    /// <summary>The database, its log, its index of that, and one to spare.</summary>
    private const int NeededAtOnce = 4;

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

using System.Security.Cryptography;

namespace Batchline.Stores.Sqlite.Connection;

/// <summary>
/// A file that this process keeps locked as long as it lives. The system gives the lock up when the process ends,
/// however it ends, so whoever gets the lock of another process knows that one to be dead. Names are never used again.
/// </summary>
internal sealed class NodeLock : IDisposable
{
    private const string Extension = ".lock";
    private const int MaxAttempts = 10;

    private readonly Lock _lock = new();
    private readonly string _directory;
    private readonly bool _excludes;
    private FileStream _file;

    private NodeLock(string directory, string id, FileStream file)
    {
        (_directory, _file, Id) = (directory, file, id);

        // Locks may be switched off or, on some network file systems, mean nothing: then nobody is ever known dead.
        using var again = TryOpen(PathOf(id), FileOptions.None);
        _excludes = again is null;
    }

    /// <summary>What leases name.</summary>
    public string Id { get; }

    public static NodeLock Take(string directory)
    {
        DataFiles.MakeDirectory(directory);
        for (var attempt = 1; ; attempt++)
        {
            var id = RandomNumberGenerator.GetHexString(16, lowercase: true);
            var path = Path.Combine(directory, id + Extension);
            try
            {
                var file = Make(path, FileMode.CreateNew);
                if (File.Exists(path))
                    return new NodeLock(directory, id, file);
                file.Dispose();
            }
            catch (IOException) when (attempt < MaxAttempts)
            {
                // Between the making of the file and its locking another process took it for a dead one's.
            }
        }
    }

    /// <summary>
    /// The lock of a process that is dead; null when it lives or nothing is known. Disposing of the lock deletes the
    /// file, so what the dead process left behind is cleared before.
    /// </summary>
    public IDisposable? TryTakeOver(string id) =>
        _excludes && id != Id ? TryOpen(PathOf(id), FileOptions.DeleteOnClose) : null;

    /// <summary>
    /// Processes that left a file, this one not among them; none when the directory cannot be read: leases then run until
    /// they expire.
    /// </summary>
    public IReadOnlyList<string> Others()
    {
        try
        {
            ShowAgain();
            return [.. Directory.EnumerateFiles(_directory, "*" + Extension).Select(path => Path.GetFileNameWithoutExtension(path)).Where(id => id != Id)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Leaves the file: the next process finds it free and clears up.</summary>
    public void Dispose()
    {
        lock (_lock)
            _file.Dispose();
    }

    /// <summary>Should somebody have deleted the file, the others could not know of this one's death.</summary>
    private void ShowAgain()
    {
        lock (_lock)
        {
            if (!_file.CanRead || File.Exists(PathOf(Id)))
                return;
            DataFiles.MakeDirectory(_directory);

            // Locked before it has its name: nobody may take it for a dead one's in between.
            var draft = Path.Combine(_directory, Id + ".new");
            var file = Make(draft, FileMode.Create);
            File.Move(draft, PathOf(Id));
            _file.Dispose();
            _file = file;
        }
    }

    private static FileStream Make(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = DataFiles.OwnerOnly;
        return new FileStream(path, options);
    }

    private static FileStream? TryOpen(string path, FileOptions options)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, options);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string PathOf(string id) => Path.Combine(_directory, id + Extension);
}

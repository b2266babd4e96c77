using System.Security.Cryptography;

namespace Batchline.Stores.Sqlite.Connection;

/// <summary>
/// A file that this process keeps locked as long as it lives. The system releases the lock when the process ends, however it
/// ends. A process that gets another one's lock therefore knows that the other is dead. Names are never reused.
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

        // Locks may be disabled, or have no effect on some network file systems. Then no process is ever considered dead.
        using var again = TryOpen(PathOf(id), FileOptions.None);
        _excludes = again is null;
    }

    /// <summary>The name of this process in leases.</summary>
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
                // Another process saw the file before it was locked, and took it for a dead process's.
            }
        }
    }

    /// <summary>
    /// The lock of a dead process; null if the process is alive or its state is unknown. Disposing of the lock deletes the file, so
    /// clear up what the dead process left first.
    /// </summary>
    public IDisposable? TryTakeOver(string id) =>
        _excludes && id != Id ? TryOpen(PathOf(id), FileOptions.DeleteOnClose) : null;

    /// <summary>
    /// The other processes that have a file. None if the directory cannot be read; their leases then run until they expire.
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

    /// <summary>Leaves the file, so that the next process finds it unlocked and clears up.</summary>
    public void Dispose()
    {
        lock (_lock)
            _file.Dispose();
    }

    /// <summary>If somebody deletes the file, the others cannot find out when this process dies.</summary>
    private void ShowAgain()
    {
        lock (_lock)
        {
            if (!_file.CanRead || File.Exists(PathOf(Id)))
                return;
            DataFiles.MakeDirectory(_directory);

            // Locked before it gets its name, so that nobody takes it for a dead process's.
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

using System.Diagnostics;
using System.Text;
using Batchline.Settings.Sections;
using Batchline.Stores.Sqlite.Connection;

namespace Batchline.Security;

/// <summary>The key file beside an embedded database, for installations that do not set a key.</summary>
internal static class EncryptionKeyFile
{
    public const string Name = "encryption.key";

    /// <summary>How long another process may take to write the key.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public static string PathIn(string directory) => Path.Combine(directory, Name);

    /// <summary>An empty file was left by a process that died before it wrote the key.</summary>
    public static bool IsMissing(string directory) => new FileInfo(PathIn(directory)) is not { Exists: true, Length: > 0 };

    /// <summary>Reads the key, or creates it if there is none. Processes that start together end up with the same key.</summary>
    /// <exception cref="InvalidDataException">The file holds no key, or cannot be read or created.</exception>
    public static EncryptionKey ReadOrCreate(string directory)
    {
        var path = PathIn(directory);
        return EncryptionKey.TryParse(ReadOrCreateText(directory, path), out var key)
            ? key!
            : throw new InvalidDataException($"The file {path} does not hold an encryption key (base64 of 32 bytes).");
    }

    private static string ReadOrCreateText(string directory, string path)
    {
        try
        {
            DataFiles.MakeDirectory(directory);
            return ReadOrCreateText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException(
                $"The encryption key cannot be kept in the data directory ({e.Message.TrimEnd('.')}). Give the user that runs this program the right to read and write {directory}, or name another one in Store:DataDirectory.",
                e);
        }
    }

    private static string ReadOrCreateText(string path)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return File.Exists(path) && File.ReadAllText(path) is { Length: > 0 } text ? text : Create(path);
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(begun) < Patience)
            {
                // Another process has it open to write the key.
                Thread.Sleep(Pause);
            }
        }
    }

    private static string Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = DataFiles.OwnerOnly;
        using var file = new FileStream(path, options);
        using var reader = new StreamReader(file, Encoding.ASCII);

        // The file was opened exclusively, but a faster process may have written its key before.
        if (reader.ReadToEnd() is { Length: > 0 } text)
            return text;
        var key = EncryptionKey.Generate();
        file.Write(Encoding.ASCII.GetBytes(key));
        file.Flush(flushToDisk: true);
        return key;
    }
}

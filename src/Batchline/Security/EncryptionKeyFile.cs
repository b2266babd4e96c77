namespace Batchline.Security;

/// <summary>The key file beside an embedded database, for installations that set no key.</summary>
internal static class EncryptionKeyFile
{
    public const string Name = "encryption.key";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the key; makes it first when there is none. Processes that start together end up with one key.</summary>
    /// <exception cref="InvalidDataException">The file holds no key.</exception>
    public static EncryptionKey ReadOrCreate(string directory)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, Name);
        if (!File.Exists(path))
            Create(path);
        return EncryptionKey.TryParse(File.ReadAllText(path), out var key)
            ? key!
            : throw new InvalidDataException($"The file {path} does not hold an encryption key (base64 of 32 bytes).");
    }

    private static void Create(string path)
    {
        var draft = $"{path}.{Environment.ProcessId}.{Guid.NewGuid():N}";
        try
        {
            WriteDraft(draft);

            // The move does not overwrite, so the first of several processes wins and its file is complete when it appears.
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster: its key counts.
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static void WriteDraft(string draft)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using var file = new FileStream(draft, options);
        file.Write(System.Text.Encoding.ASCII.GetBytes(EncryptionKey.Generate()));
        file.Flush(flushToDisk: true);
    }
}

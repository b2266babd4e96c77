using Batchline.Commands.Shell;

namespace Batchline.Commands.Files;

/// <summary>A file that a command reads as a whole, up to a size that no sensible one has: a device may never end.</summary>
internal static class InputFile
{
    private const int Step = 64 * 1024;

    /// <exception cref="CouldNotException">The file cannot be read, or is larger.</exception>
    public static async Task<byte[]> ReadAsync(string name, int most, CancellationToken cancellationToken)
    {
        if (FileKinds.Of(name) == FileKind.Directory)
            throw new CouldNotException($"'{name}' is a directory. Name a file in it.");
        try
        {
            // Opening a pipe takes until somebody writes into it, and waiting for that must not hold up Ctrl-C.
            await using var file = await Task.Run(() => Open(name), CancellationToken.None).WaitAsync(cancellationToken);
            return await ReadAsync(file, $"'{name}'", most, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CouldNotException($"'{name}' cannot be read: {FileFault.Of(e)}");
        }
    }

    /// <param name="input">What to read to its end.</param>
    /// <param name="called">How to name it to a person.</param>
    /// <param name="most">Bytes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CouldNotException">There is more.</exception>
    public static async Task<byte[]> ReadAsync(Stream input, string called, int most, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[Step];
        while (await input.ReadAsync(buffer, cancellationToken).AsTask().WaitAsync(cancellationToken) is > 0 and var count)
        {
            if (bytes.Length + count > most)
                throw new CouldNotException($"There is more than {most / (1024 * 1024)} MB in {called}. Is that the right file? Split it if it is.");
            bytes.Write(buffer, 0, count);
        }

        return bytes.ToArray();
    }

    private static FileStream Open(string name) => new(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
}

using System.Security.Cryptography;
using Batchline.Commands.Shell;
using Batchline.Stores.Sqlite.Connection;

namespace Batchline.Commands.Files;

/// <summary>
/// A file that a command writes. It is made beside its place, under a name that nobody can know before, and moved there when it
/// is complete: until then what stood there stays. Only regular files are replaced; bytes for a device or a pipe go into it.
/// </summary>
internal sealed class OutputFile : IAsyncDisposable
{
    private readonly string _name;
    private readonly string? _part;
    private readonly string _place;
    private readonly FileStream _file;

    private OutputFile(string name, string? part, string place, FileStream file) => (_name, _part, _place, _file) = (name, part, place, file);

    /// <exception cref="CouldNotException">Nothing can be written there.</exception>
    public static async Task<OutputFile> OpenAsync(string name, CancellationToken cancellationToken)
    {
        if (name.Length == 0)
            throw new CouldNotException("The name of the file is empty.");
        try
        {
            return FileKinds.Of(name) switch
            {
                FileKind.Regular when IsOpenAlready(name) => throw new CouldNotException(
                    $"'{name}' is a file that another program has open. Name the file itself, or - for standard output."),
                FileKind.Directory => throw new CouldNotException($"'{name}' is a directory. Name a file in it."),
                FileKind.Special => new OutputFile(name, null, name, await WaitForReaderAsync(name, cancellationToken)),
                FileKind.Regular => Replacing(name),
                _ => Making(name),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotBeWritten(name, e);
        }
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await _file.WriteAsync(bytes, cancellationToken);
        }
        catch (IOException e)
        {
            throw CannotBeWritten(_name, e);
        }
    }

    /// <summary>All is written: from now on the file stands in its place.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _file.FlushAsync(cancellationToken);
            if (_part is null)
                return;
            _file.Flush(flushToDisk: true);
            await _file.DisposeAsync();
            File.Move(_part, _place, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotBeWritten(_name, e);
        }
    }

    /// <summary>Of a file that is not complete nothing stays.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _file.DisposeAsync();
        }
        finally
        {
            if (_part is not null)
                File.Delete(_part);
        }
    }

    /// <summary>Through a link its target is replaced and the link stays. A file keeps its mode, and one that is read-only is refused.</summary>
    private static OutputFile Replacing(string name)
    {
        // Opened by its own name, so that the system refuses a stranger's link in a directory like /tmp.
        using (File.Open(name, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
        }

        // By its whole path: of a bare name .NET looks for the target in the root directory.
        var path = Path.GetFullPath(name);
        var place = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        if (OperatingSystem.IsWindows())
            return Beside(name, place);
        var mode = File.GetUnixFileMode(place);
        var output = Beside(name, place);
        try
        {
            File.SetUnixFileMode(output._file.SafeFileHandle, mode);
            return output;
        }
        catch
        {
            output._file.Dispose();
            File.Delete(output._part!);
            throw;
        }
    }

    /// <summary>Such as /dev/fd/1: to replace the file would take it from whoever writes into it as well.</summary>
    private static bool IsOpenAlready(string name) =>
        Path.GetFullPath(name) is var path && (path.StartsWith("/dev/fd/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal));

    private static OutputFile Making(string name) =>
        new FileInfo(name).LinkTarget is { } target
            ? throw new CouldNotException($"'{name}' is a link to '{target}', where no file is. Name that file instead, or remove the link.")
            : Beside(name, Path.GetFullPath(name));

    private static OutputFile Beside(string name, string place)
    {
        var part = Path.Combine(Path.GetDirectoryName(place) ?? place, $".batchline-{RandomNumberGenerator.GetHexString(16, lowercase: true)}.part");

        // A new file only: nothing that bears the name is opened or followed.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = DataFiles.OwnerOnly;
        return new OutputFile(name, part, place, new FileStream(part, options));
    }

    /// <summary>The system holds up whoever opens a pipe that nobody reads.</summary>
    private static async Task<FileStream> WaitForReaderAsync(string name, CancellationToken cancellationToken)
    {
        var opening = Task.Run(() => new FileStream(name, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0), CancellationToken.None);
        try
        {
            return await opening.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _ = opening.ContinueWith(opened => opened.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    private static CouldNotException CannotBeWritten(string name, Exception why) => new($"'{name}' cannot be written: {FileFault.Of(why)}");
}

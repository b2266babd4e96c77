namespace Batchline.Commands.Adopt;

/// <summary>A file with a line for each change, on the disk before the change is made. Only its owner may read it: it may hold plain keys.</summary>
internal sealed class AdoptReport(string path) : IAsyncDisposable
{
    private FileStream? _file;

    public int Lines { get; private set; }

    public async Task WriteAsync(string line)
    {
        _file ??= Open(path);
        await _file.WriteAsync(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
        _file.Flush(flushToDisk: true);
        Lines++;
    }

    public ValueTask DisposeAsync() => _file?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static FileStream Open(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}

using System.Diagnostics;

namespace Batchline.Benchmarks.Peers;

/// <summary>
/// A process that prints its address, begins when it is asked at the source document's path, and ends together with its input,
/// so that it never outlives us.
/// </summary>
internal sealed class ChildProgram(Func<ProcessStartInfo> start) : IPeerProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly HttpClient _http = new();
    private Process? _process;
    private Uri? _address;

    public async Task StartAsync()
    {
        _process = Process.Start(start()) ?? throw new InvalidOperationException("The peer did not start.");
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience) ?? throw new InvalidOperationException("The peer ended, see above.");
        _address = new Uri(line);

        // What it says later is of no use; a full pipe would stop it.
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
    }

    public async Task BeginAsync() =>
        (await _http.PostAsync(new Uri(_address!, "/api/init-batch-update"), null)).EnsureSuccessStatusCode();

    public async Task KillAsync()
    {
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public TimeSpan Processor()
    {
        _process?.Refresh();
        return _process?.TotalProcessorTime ?? TimeSpan.Zero;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _http.Dispose();
    }
}

using System.Runtime.InteropServices;

namespace Batchline.Commands.Serve;

/// <summary>
/// Turns Ctrl-C and SIGTERM into a cancellation. A second one ends the process at once. The command line library's own
/// handling would end it two seconds after the first, in the middle of a job.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals() => _registrations =
        [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _stop.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (_stop.IsCancellationRequested)
            return;
        context.Cancel = true;
        _ = _stop.CancelAsync();
    }
}

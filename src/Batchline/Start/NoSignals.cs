namespace Batchline.Start;

/// <summary>Leaves signals to the command line, because two listeners would disagree about what a second Ctrl-C means.</summary>
internal sealed class NoSignals : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

namespace Batchline.Benchmarks.Peers;

/// <summary>A peer that is set up.</summary>
internal sealed class PeerSide(IPeer peer, IPeerProgram program, IPeerJobs jobs) : IAsyncDisposable
{
    public IPeer Peer => peer;

    public IPeerProgram Program => program;

    public IPeerJobs Jobs => jobs;

    public async ValueTask DisposeAsync()
    {
        await program.DisposeAsync();
        await jobs.DisposeAsync();
    }
}

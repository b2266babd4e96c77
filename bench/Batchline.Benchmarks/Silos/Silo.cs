using Batchline.Benchmarks.Served;

namespace Batchline.Benchmarks.Silos;

/// <summary>One process of a cluster.</summary>
/// <param name="id">As the others know it.</param>
internal sealed class Silo(ServedProgram program, ProgramClient client, string id) : IAsyncDisposable
{
    public ServedProgram Program => program;

    public ProgramClient Client => client;

    public string Id => id;

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await program.DisposeAsync();
    }
}

namespace Batchline.Stores.Memory;

/// <summary>Memory that can be read can be written.</summary>
internal sealed class WriteProbe : IWriteProbe
{
    public Task WriteAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using Batchline.Stores.Rules;

namespace Batchline.Stores.Memory.Connection;

/// <summary>Memory that can be read can be written.</summary>
internal sealed class WriteProbe : IWriteProbe
{
    public Task WriteAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

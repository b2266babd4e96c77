using Batchline.Stores.Rules;

namespace Batchline.Stores.Memory.Connection;

/// <summary>Memory always takes writes.</summary>
internal sealed class WriteProbe : IWriteProbe
{
    public Task WriteAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

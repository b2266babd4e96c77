
namespace Batchline.Engine.Operations;

/// <summary>Starts operations.</summary>
public sealed class OperationStarter
{
    public Task<StartResult> StartAsync(StartRequest request, CancellationToken cancellationToken) => throw new NotImplementedException();
}

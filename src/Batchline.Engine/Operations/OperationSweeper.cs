
namespace Batchline.Engine.Operations;

/// <summary>Ends operations whose accounts are done.</summary>
public sealed class OperationSweeper
{
    /// <summary>Tries to finish every open operation and clears those never admitted. Any process may call it at any time.</summary>
    public Task SweepAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
}

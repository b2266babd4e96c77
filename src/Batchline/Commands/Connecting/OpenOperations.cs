using Batchline.Engine.Operations;

namespace Batchline.Commands.Connecting;

/// <summary>Operations that have not ended.</summary>
internal static class OpenOperations
{
    private static readonly OperationStatus[] Open = [.. Enum.GetValues<OperationStatus>().Where(status => !OperationTransitions.IsTerminal(status))];

    /// <summary>The newest of them.</summary>
    public static async Task<Operation?> FirstAsync(IOperationStore operations, CancellationToken cancellationToken) =>
        await operations.ListAsync(Open, before: null, limit: 1, cancellationToken) is [var open] ? open : null;
}

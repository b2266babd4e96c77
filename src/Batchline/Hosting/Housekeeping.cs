using Batchline.Engine.Operations;

namespace Batchline.Hosting;

/// <summary>What has to be done now and then for no account in particular. It sends nothing to Workiz.</summary>
internal sealed class Housekeeping(OperationSweeper operations, RetentionSweeper retention)
{
    public async Task DoAsync(CancellationToken cancellationToken)
    {
        await operations.SweepAsync(cancellationToken);
        await retention.SweepAsync(cancellationToken);
    }
}

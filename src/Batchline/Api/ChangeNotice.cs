using Batchline.Api.BatchProgress;
using Batchline.Engine.Operations;
using Batchline.Hosting;

namespace Batchline.Api;

/// <summary>Follows every change that this API makes: the worker looks for work, and the next reader of the progress sees it.</summary>
internal sealed class ChangeNotice(WorkSignal work, ProgressSource progress)
{
    public void Give(OperationId operation)
    {
        progress.Forget(operation);
        work.Raise();
    }
}

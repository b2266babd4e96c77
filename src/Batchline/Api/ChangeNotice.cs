using Batchline.Api.BatchProgress;
using Batchline.Engine.Operations;
using Batchline.Hosting;

namespace Batchline.Api;

/// <summary>
/// Follows every change of an operation that this API makes: the accounts take note or the worker looks for work, and the
/// next reader of the progress sees it.
/// </summary>
internal sealed class ChangeNotice(WorkSignal work, Attendant attendant, ProgressSource progress, IHostApplicationLifetime lifetime)
{
    public async Task GiveAsync(OperationId operation)
    {
        work.Raise();

        // The change is made: a caller that hangs up must not keep the accounts from taking note of it.
        await attendant.AttendAsync(operation, lifetime.ApplicationStopping);
        progress.Forget(operation);
    }
}

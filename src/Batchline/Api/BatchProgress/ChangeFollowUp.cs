using Batchline.Drivers;
using Batchline.Engine.Drivers;

namespace Batchline.Api.BatchProgress;

/// <summary>
/// Follows every change of an operation that this API makes: the accounts take note or the worker looks for work, and the
/// next reader of the progress sees it.
/// </summary>
internal sealed class ChangeFollowUp(
    WorkSignal work, AccountPrompter attendant, InlineWork inline, ProgressSource progress, IHostApplicationLifetime lifetime)
{
    // Below, not the token of the request: the change is made, and a caller that hangs up must not keep the accounts
    // from taking note of it.

    /// <summary>The operation began. In serverless mode the rest of the request's time is used to work on it.</summary>
    public Task BeginAsync(OperationId operation, RequestTime time, int hop) => attendant.IsServerless
        ? GiveAsync(operation, inline.RunAsync(time, Task.CompletedTask, hop, lifetime.ApplicationStopping))
        : GiveAsync(operation);

    /// <summary>Something changed for all accounts that the operation holds.</summary>
    public Task GiveAsync(OperationId operation) =>
        GiveAsync(operation, attendant.PromptAsync(operation, lifetime.ApplicationStopping));

    /// <summary>Something changed for these accounts, whether or not the operation holds them yet.</summary>
    public Task GiveAsync(OperationId operation, IReadOnlyCollection<AccountId> accounts) =>
        GiveAsync(operation, attendant.PromptAsync(accounts, lifetime.ApplicationStopping));

    private async Task GiveAsync(OperationId operation, Task attending)
    {
        work.Raise();
        await attending;
        progress.Forget(operation);
    }
}

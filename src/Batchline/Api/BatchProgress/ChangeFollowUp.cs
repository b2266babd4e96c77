using Batchline.Drivers;
using Batchline.Engine.Drivers;

namespace Batchline.Api.BatchProgress;

/// <summary>
/// What follows every change of an operation that this API makes: its accounts react within the request, or the worker looks
/// for work, and whoever reads the progress next sees it.
/// </summary>
internal sealed class ChangeFollowUp(
    WorkSignal work, AccountPrompter prompter, InlineWork inline, ProgressSource progress, IHostApplicationLifetime lifetime)
{
    // None of these takes the token of the request: the change is made, and accounts must react to it even if the caller hangs up.

    /// <summary>The operation began. In serverless mode the rest of the request's time is used to work on it.</summary>
    public Task StartedAsync(OperationId operation, RequestTime time, int hop) => prompter.IsServerless
        ? FollowAsync(operation, inline.RunAsync(time, Task.CompletedTask, hop, lifetime.ApplicationStopping))
        : ChangedAsync(operation);

    /// <summary>Something changed for all accounts that the operation holds.</summary>
    public Task ChangedAsync(OperationId operation) =>
        FollowAsync(operation, prompter.PromptAsync(operation, lifetime.ApplicationStopping));

    /// <summary>Something changed for these accounts, whether or not the operation holds them yet.</summary>
    public Task ChangedAsync(OperationId operation, IReadOnlyCollection<AccountId> accounts) =>
        FollowAsync(operation, prompter.PromptAsync(accounts, lifetime.ApplicationStopping));

    private async Task FollowAsync(OperationId operation, Task reaction)
    {
        work.Raise();
        await reaction;
        progress.Forget(operation);
    }
}

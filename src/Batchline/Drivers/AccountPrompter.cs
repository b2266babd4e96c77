using Batchline.Engine.Drivers;
using Batchline.Engine.Operations;
using Batchline.Settings.Sections;
using Microsoft.Extensions.Options;

namespace Batchline.Drivers;

/// <summary>
/// Without a worker, lets accounts react within a request to what it asks: a new operation is planned, a pause is
/// acknowledged, a retried batch becomes pending. Otherwise a script would see no effect before the next tick.
/// What does not fit into a short time is left to the next slice of each account.
/// </summary>
internal sealed class AccountPrompter(IAccountStateReader states, SafeSlices slices, TimeProvider clock, IOptions<HostingOptions> hosting)
{
    private const int MaxAccounts = 200;
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(4);

    /// <summary>The longest wait for a slice whose store is slow.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>A slice for one batch does everything that comes before batches. If the batch does not exist, it does nothing else.</summary>
    private static readonly BatchId NoBatch = new(new string('0', HexId.Length));

    public bool IsServerless => hosting.Value.Mode == HostingMode.Serverless;

    private bool WorksByItself => hosting.Value.Mode is HostingMode.Worker or HostingMode.Cluster;

    /// <summary>Prompts all accounts that the operation holds.</summary>
    public async Task PromptAsync(OperationId operation, CancellationToken cancellationToken)
    {
        if (WorksByItself)
            return;
        var held = await states.ListAsync(operation, status: null, after: null, MaxAccounts, cancellationToken);
        await PromptAsync([.. held.Where(state => state.Active).Select(state => state.AccountId)], cancellationToken);
    }

    public async Task PromptAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken)
    {
        if (WorksByItself)
            return;
        var prompting = Task.WhenAll(accounts.Take(MaxAccounts).Select(account => slices.RunAsync(account, Budget, NoBatch, cancellationToken)));
        try
        {
            await prompting.WaitAsync(Patience, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The slices continue, and each leaves a checkpoint.
        }
    }
}

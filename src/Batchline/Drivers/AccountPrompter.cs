using Batchline.Engine.Drivers;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Settings.Sections;
using Microsoft.Extensions.Options;

namespace Batchline.Drivers;

/// <summary>
/// Where no worker runs, lets accounts take note inside the request of what it asks: a new operation is planned, a
/// pause is acknowledged, a retried batch becomes pending. Else a script would see nothing of it before the next tick.
/// What does not fit into a short time is left to the next slice of each account.
/// </summary>
internal sealed class AccountPrompter(IAccountStateReader states, SafeSlices slices, TimeProvider clock, IOptions<HostingOptions> hosting)
{
    private const int MaxAccounts = 200;
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(4);

    /// <summary>A slice whose store is slow is not waited for any longer than this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>A slice for one batch does all that comes before batches; for one that does not exist, nothing else.</summary>
    private static readonly BatchId NoBatch = new(new string('0', HexId.Length));

    public bool IsServerless => hosting.Value.Mode == HostingMode.Serverless;

    /// <summary>All accounts that the operation holds take note.</summary>
    public async Task PromptAsync(OperationId operation, CancellationToken cancellationToken)
    {
        if (hosting.Value.Mode == HostingMode.Worker)
            return;
        var held = await states.ListAsync(operation, status: null, after: null, MaxAccounts, cancellationToken);
        await PromptAsync([.. held.Where(state => state.Active).Select(state => state.AccountId)], cancellationToken);
    }

    public async Task PromptAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken)
    {
        if (hosting.Value.Mode == HostingMode.Worker)
            return;
        var noting = Task.WhenAll(accounts.Take(MaxAccounts).Select(account => slices.RunAsync(account, Budget, NoBatch, cancellationToken)));
        try
        {
            await noting.WaitAsync(Patience, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The slices go on, and each leaves a checkpoint.
        }
    }
}

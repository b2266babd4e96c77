using Batchline.Engine.Accounts;
using Batchline.Engine.Batches;
using Batchline.Engine.Changes;
using Batchline.Engine.Freshness;
using Batchline.Engine.Heads;
using Batchline.Engine.Notices;
using Batchline.Engine.Operations;
using Batchline.Engine.Records;
using Batchline.Engine.Schedules;
using Batchline.Stores.Membership;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.IntegrationTests.Stores.Fixtures;

/// <summary>The stores as one process sees them.</summary>
public sealed class StoreNode(ServiceProvider services) : IAsyncDisposable
{
    public IServiceProvider Services => services;
    public IAccountStore Accounts => services.GetRequiredService<IAccountStore>();
    public IAccountDeletions Deletions => services.GetRequiredService<IAccountDeletions>();
    public IOperationStore Operations => services.GetRequiredService<IOperationStore>();

    public IRetentionStore Retention => services.GetRequiredService<IRetentionStore>();
    public IAccountStateStore Reservations => services.GetRequiredService<IAccountStateStore>();
    public IAccountStateReader States => services.GetRequiredService<IAccountStateReader>();
    public IBatchStore Batches => services.GetRequiredService<IBatchStore>();
    public IJobStore Jobs => services.GetRequiredService<IJobStore>();
    public IJobIndex Index => services.GetRequiredService<IJobIndex>();
    public IJobKeys Keys => services.GetRequiredService<IJobKeys>();
    public IHeadStore Heads => services.GetRequiredService<IHeadStore>();
    public INoticeStore Notices => services.GetRequiredService<INoticeStore>();
    public IFreshnessReader Freshness => services.GetRequiredService<IFreshnessReader>();
    public IChangeFeed Changes => services.GetRequiredService<IChangeFeed>();
    public IScheduleStore Schedules => services.GetRequiredService<IScheduleStore>();
    public IImport Import => services.GetRequiredService<IImport>();
    public IMembershipStore Membership => services.GetRequiredService<IMembershipStore>();
    public IHeadInbox Inbox => services.GetRequiredService<IHeadInbox>();

    public ValueTask DisposeAsync() => services.DisposeAsync();
}

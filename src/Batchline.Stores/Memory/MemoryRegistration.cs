using Batchline.Engine.Accounts;
using Batchline.Engine.Batches;
using Batchline.Engine.Changes;
using Batchline.Engine.Failures;
using Batchline.Engine.Freshness;
using Batchline.Engine.Heads;
using Batchline.Engine.Leadership;
using Batchline.Engine.Notices;
using Batchline.Engine.Operations;
using Batchline.Engine.Records;
using Batchline.Engine.Schedules;
using Batchline.Stores.Memory.Accounts;
using Batchline.Stores.Memory.Batches;
using Batchline.Stores.Memory.Changes;
using Batchline.Stores.Memory.Connection;
using Batchline.Stores.Memory.Heads;
using Batchline.Stores.Memory.Notices;
using Batchline.Stores.Memory.Operations;
using Batchline.Stores.Memory.Records;
using Batchline.Stores.Memory.Schedules;
using Batchline.Stores.Reading;
using Batchline.Stores.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.Stores.Memory;

/// <summary>Registers stores that keep everything in memory, for tests and simulations.</summary>
public static class MemoryRegistration
{
    private const int ReadersAtOnce = 2;

    /// <summary>One database of its own, on the registered <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddMemoryStore(this IServiceCollection services, ReaderLimits? limits = null)
    {
        services.AddSingleton(provider => new MemoryState(provider.GetRequiredService<TimeProvider>()));
        return services.AddMemoryStores("", null, limits);
    }

    /// <summary>One node of a database that others share.</summary>
    internal static IServiceCollection AddMemoryStore(
        this IServiceCollection services, MemoryState state, string node = "", Func<string, Task>? between = null, ReaderLimits? limits = null)
    {
        services.AddSingleton(state);
        return services.AddMemoryStores(node, between, limits);
    }

    private static IServiceCollection AddMemoryStores(
        this IServiceCollection services, string node, Func<string, Task>? between, ReaderLimits? limits)
    {
        services.AddReaders(_ => limits ?? new ReaderLimits(), ReadersAtOnce);
        services.AddSingleton<StoreHealth>();
        services.AddSingleton<IWriteProbe, WriteProbe>();
        services.AddSingleton<AccountStore>();
        services.AddSingleton<IAccountStore>(provider => provider.GetRequiredService<AccountStore>());
        services.AddSingleton<IAccountDeletions>(provider => provider.GetRequiredService<AccountStore>());
        services.AddSingleton<OperationStore>();
        services.AddSingleton<IOperationStore>(provider => provider.GetRequiredService<OperationStore>());
        services.AddSingleton<IRetentionStore>(provider => provider.GetRequiredService<OperationStore>());
        services.AddSingleton<AccountStateStore>();
        services.AddSingleton<IAccountStateStore>(provider => provider.GetRequiredService<AccountStateStore>());
        services.AddSingleton<IAccountStateReader>(provider => provider.GetRequiredService<AccountStateStore>());
        services.AddSingleton<IBatchStore, BatchStore>();
        services.AddSingleton<JobStore>();
        services.AddSingleton<IJobStore>(provider => provider.GetRequiredService<JobStore>());
        services.AddSingleton<IJobKeys>(provider => provider.GetRequiredService<JobStore>());
        services.AddSingleton<IHeadStore>(provider => new HeadStore(provider.GetRequiredService<MemoryState>(), node, between));
        services.AddSingleton<IHeadInbox, HeadInbox>();
        services.AddSingleton<ILeaderRole>(provider => new LeaderRole(provider.GetRequiredService<MemoryState>(), node));
        services.AddSingleton<IImport, ImportStore>();
        services.AddSingleton<IFreshnessReader, FreshnessReader>();
        services.AddSingleton<INoticeStore, NoticeStore>();
        services.AddSingleton<IChangeFeed, ChangeFeed>();
        services.AddSingleton<IScheduleStore, ScheduleStore>();
        return services;
    }
}

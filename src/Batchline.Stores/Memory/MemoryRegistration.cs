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
using Batchline.Stores.Reading;
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
        services.AddSingleton<Accounts>();
        services.AddSingleton<IAccountStore>(provider => provider.GetRequiredService<Accounts>());
        services.AddSingleton<IAccountDeletions>(provider => provider.GetRequiredService<Accounts>());
        services.AddSingleton<Operations>();
        services.AddSingleton<IOperationStore>(provider => provider.GetRequiredService<Operations>());
        services.AddSingleton<IRetentionStore>(provider => provider.GetRequiredService<Operations>());
        services.AddSingleton<AccountStates>();
        services.AddSingleton<IAccountStateStore>(provider => provider.GetRequiredService<AccountStates>());
        services.AddSingleton<IAccountStateReader>(provider => provider.GetRequiredService<AccountStates>());
        services.AddSingleton<IBatchStore, Batches>();
        services.AddSingleton<Jobs>();
        services.AddSingleton<IJobStore>(provider => provider.GetRequiredService<Jobs>());
        services.AddSingleton<IJobKeys>(provider => provider.GetRequiredService<Jobs>());
        services.AddSingleton<IHeadStore>(provider => new Heads(provider.GetRequiredService<MemoryState>(), node, between));
        services.AddSingleton<IHeadInbox, HeadInbox>();
        services.AddSingleton<ILeaderRole>(provider => new LeaderRole(provider.GetRequiredService<MemoryState>(), node));
        services.AddSingleton<IImport, Import>();
        services.AddSingleton<IFreshnessReader, FreshnessReader>();
        services.AddSingleton<INoticeStore, Notices>();
        services.AddSingleton<IChangeFeed, ChangeFeed>();
        services.AddSingleton<IScheduleStore, Schedules>();
        return services;
    }
}

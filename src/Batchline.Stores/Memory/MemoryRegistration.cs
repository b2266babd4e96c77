using Batchline.Stores.Memory.Accounts;
using Batchline.Stores.Memory.Batches;
using Batchline.Stores.Memory.Changes;
using Batchline.Stores.Memory.Connection;
using Batchline.Stores.Memory.Heads;
using Batchline.Stores.Memory.Membership;
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
        this IServiceCollection services, string node, Func<string, Task>? between, ReaderLimits? limits) =>
        services
            .AddStoreBasics(_ => limits ?? new ReaderLimits(), ReadersAtOnce)
            .AddStore<WriteProbe>()
            .AddStore<AccountStore>()
            .AddStore<OperationStore>()
            .AddStore<AccountStateStore>()
            .AddStore<ImportStore>()
            .AddStore<BatchStore>()
            .AddStore<JobStore>()
            .AddStore<FreshnessReader>()
            .AddStore(provider => new HeadStore(provider.GetRequiredService<MemoryState>(), node, between))
            .AddStore<HeadInbox>()
            .AddStore(provider => new LeaderRole(provider.GetRequiredService<MemoryState>(), node))
            .AddStore<MembershipStore>()
            .AddStore<ChangeFeed>()
            .AddStore<NoticeStore>()
            .AddStore<ScheduleStore>();
}

using Batchline.Drivers;
using Batchline.Engine.Heads;
using Batchline.Engine.Operations;
using Batchline.Freshness;

namespace Batchline.Notices;

/// <summary>Registers what is told to whom without being asked.</summary>
internal static class NoticeRegistration
{
    /// <summary>After the stores: it stands around them.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services
        .AddSingleton<FreshnessCache>()
        .AddSingleton<FreshnessMeter>()
        .AddSingleton<NoticeBoard>()
        .AddSingleton<NoticeWriter>()
        .AddSingleton<NoticeLog>()
        .AddSingleton<NoticeDelivery>()
        .AddSingleton<NoticeSender>()
        .Wrap<IOperationStore>((provider, inner) => new NotifiedOperations(inner, provider.GetRequiredService<NoticeBoard>()))
        .Wrap<IHeadStore>((provider, inner) => new NotifiedHeads(inner, provider.GetRequiredService<NoticeBoard>()));
}

using Batchline.Engine.Notices;
using Batchline.Freshness;

namespace Batchline.Notices;

internal static class NoticeRegistration
{
    public static IServiceCollection AddNotices(this IServiceCollection services) => services
        .AddSingleton<FreshnessCache>()
        .AddSingleton<FreshnessMeter>()
        .AddSingleton<NoticeBoard>()
        .AddSingleton<INoticeBoard>(provider => provider.GetRequiredService<NoticeBoard>())
        .AddSingleton<NoticeWriter>()
        .AddSingleton<NoticeLog>()
        .AddSingleton<NoticeDelivery>()
        .AddSingleton<NoticeSender>();
}

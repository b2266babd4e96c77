using Batchline.Engine.Chores;
using Batchline.Engine.Notices;
using Batchline.Notices;
using Batchline.Settings.Sections;
using Microsoft.Extensions.Options;

namespace Batchline.Chores;

/// <summary>Delivers due notices. A failed delivery is tried again later, for some hours.</summary>
internal sealed class NoticeChore(INoticeStore notices, NoticeDelivery delivery, TimeProvider clock, IOptions<NotifyOptions> options) : IChore
{
    private const int AtOnce = 10;
    private const int DeletedAtOnce = 500;

    /// <summary>Longer than a delivery takes. If a process dies during one, the next process takes it over after this.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    /// <summary>How long the log of deliveries is kept.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private static readonly TimeSpan CleanEvery = TimeSpan.FromHours(1);

    private long? _cleanedAt;

    public string Name => "the delivery of notifications";

    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Url is null)
            return false;
        var due = await notices.ClaimAsync(Claim, AtOnce, cancellationToken);
        await Task.WhenAll(due.Select(notice => delivery.DeliverAsync(notice, cancellationToken)));
        if (_cleanedAt is { } at && clock.GetElapsedTime(at) < CleanEvery)
            return due.Count > 0;
        _cleanedAt = clock.GetTimestamp();
        await notices.DeleteAsync(IdGenerator.FirstAt(clock.GetUtcNow() - Kept), DeletedAtOnce, cancellationToken);
        return due.Count > 0;
    }
}

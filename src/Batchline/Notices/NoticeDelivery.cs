using Batchline.Engine.Notices;

namespace Batchline.Notices;

/// <summary>One attempt to deliver a claimed notice, and what becomes of it.</summary>
internal sealed class NoticeDelivery(
    NoticeWriter writer, NoticeSender sender, INoticeStore notices, NoticeLog log, TimeProvider clock)
{
    private const int MaxAttempts = 12;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    public async Task DeliverAsync(Notice notice, CancellationToken cancellationToken)
    {
        if (await writer.WriteAsync(notice, cancellationToken) is not { } body)
        {
            // A notice is stored just before what it is about, which may not be stored yet.
            var early = notice.Attempts == 1;
            await SettleAsync(notice, early ? NoticeStatus.Pending : NoticeStatus.Dropped, early ? "not so yet" : "not so any more", cancellationToken);
            return;
        }

        var (taken, result) = await sender.SendAsync(notice, body, cancellationToken);
        var status = taken ? NoticeStatus.Delivered : notice.Attempts >= MaxAttempts ? NoticeStatus.GivenUp : NoticeStatus.Pending;
        log.Tell(notice, status, result);
        await SettleAsync(notice, status, result, cancellationToken);
    }

    /// <summary>Doubled with each attempt: 30 s, 1 min … 1 h, about seven hours in all.</summary>
    public static TimeSpan PauseAfter(int attempts)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(attempts - 1, 16));
        return pause < LongestPause ? pause : LongestPause;
    }

    private Task<bool> SettleAsync(Notice notice, NoticeStatus status, string result, CancellationToken cancellationToken) =>
        notices.SettleAsync(
            notice with { Status = status, Result = result, EndedAt = status == NoticeStatus.Pending ? null : clock.GetUtcNow() },
            PauseAfter(notice.Attempts),
            cancellationToken);
}

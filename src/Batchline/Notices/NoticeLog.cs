using Batchline.Api.Requests;
using Batchline.Engine.Notices;
using Batchline.Engine.Telemetry;

namespace Batchline.Notices;

/// <summary>Reports attempts in the log and in the metrics, without the address, which may contain a secret of the receiver.</summary>
internal sealed partial class NoticeLog(Instruments instruments, ILogger<NoticeLog> logger)
{
    public void Tell(Notice notice, NoticeStatus status, string result)
    {
        instruments.Delivered(notice.Kind, status == NoticeStatus.Pending ? "failed" : Names<NoticeStatus>.Of(status));
        if (status == NoticeStatus.GivenUp)
            LogGivenUp(notice.Id, notice.Kind, notice.Attempts, result);
        else if (status == NoticeStatus.Pending)
            LogFailed(notice.Id, notice.Kind, result);
    }

    [LoggerMessage(632, LogLevel.Warning, "The notification {Notice} ({Kind}) could not be delivered and is tried again later: {Reason}")]
    private partial void LogFailed(string notice, string kind, string reason);

    [LoggerMessage(633, LogLevel.Error, "The notification {Notice} ({Kind}) is given up after {Attempts} attempts: {Reason}")]
    private partial void LogGivenUp(string notice, string kind, int attempts, string reason);
}

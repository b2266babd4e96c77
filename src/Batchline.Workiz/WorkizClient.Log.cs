using Microsoft.Extensions.Logging;

namespace Batchline.Workiz;

internal sealed partial class WorkizClient
{
    [LoggerMessage(EventId = 180, Level = LogLevel.Warning, Message = "Workiz API error: {Status}")]
    private partial void LogStatus(int status);
}

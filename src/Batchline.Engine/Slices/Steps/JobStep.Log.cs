using Microsoft.Extensions.Logging;

namespace Batchline.Engine.Slices.Steps;

internal sealed partial class JobStep
{
    [LoggerMessage(302, LogLevel.Warning, "Failed to update job {Uuid}: {Reason}")]
    private static partial void LogFailed(ILogger log, string uuid, string reason);
}

using Microsoft.Extensions.Logging;

namespace Batchline.Engine.Slices.Context;

internal sealed partial class FaultHandler
{
    [LoggerMessage(310, LogLevel.Information, "Account {Account} reached its quota and waits {Wait}.")]
    private static partial void LogQuota(ILogger log, AccountId account, TimeSpan wait);

    [LoggerMessage(311, LogLevel.Warning, "Workiz does not answer properly for account {Account}; next probe in {Wait}. {Reason}")]
    private static partial void LogUpstream(ILogger log, AccountId account, TimeSpan wait, string reason);

    [LoggerMessage(312, LogLevel.Error, "Account {Account} is blocked until its key is changed or the operation is resumed. {Reason}")]
    private static partial void LogBlocked(ILogger log, AccountId account, string reason);

    [LoggerMessage(301, LogLevel.Warning, "Failed to update job {Uuid}: {Reason}")]
    private static partial void LogFailed(ILogger log, string uuid, string reason);
}

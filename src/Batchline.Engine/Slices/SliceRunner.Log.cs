using Microsoft.Extensions.Logging;

namespace Batchline.Engine.Slices;

public sealed partial class SliceRunner
{
    [LoggerMessage(300, LogLevel.Warning, "The lease of account {Account} was lost; another slice goes on from the last checkpoint. {Reason}")]
    private static partial void LogLeaseLost(ILogger log, AccountId account, string reason);
}

using Batchline.Engine.Accounts;

namespace Batchline.Hosting;

internal sealed partial class AccountSlices
{
    [LoggerMessage(602, LogLevel.Error, "A slice of the account {AccountId} failed unexpectedly")]
    private partial void LogFailed(AccountId accountId, Exception exception);
}

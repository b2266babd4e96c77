namespace Batchline.Notices;

/// <summary>What notices are about. Receivers branch on these: add, never rename.</summary>
internal static class NoticeKinds
{
    public const string OperationEnded = "operation.ended";
    public const string AccountBlocked = "account.blocked";
    public const string AccountStale = "account.stale";
}

namespace Batchline.Engine.Operations;

public enum AccountStateStatus
{
    Processing,
    Completed,
    Paused,
    Blocked,
    Cancelled,
}

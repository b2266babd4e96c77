namespace Batchline.Engine.Plan;

public enum BatchStatus
{
    Pending,
    Processing,
    Completed,
    Failed,
    CompletedWithErrors,
    Cancelled,
}

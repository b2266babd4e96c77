namespace Batchline.Engine.Batches;

public enum BatchStatus
{
    Pending,
    Processing,
    Completed,
    Failed,
    CompletedWithErrors,
    Cancelled,
}

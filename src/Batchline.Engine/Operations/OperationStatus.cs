namespace Batchline.Engine.Operations;

public enum OperationStatus
{
    Planning,
    Processing,
    Paused,
    Completed,
    CompletedWithErrors,
    Failed,
    Cancelled,
}

namespace Batchline.Api.BatchProgress;

internal sealed partial class ProgressEvents
{
    [LoggerMessage(625, LogLevel.Debug, "The progress of {OperationId} cannot be read now; its viewers wait")]
    private partial void LogStoreUnavailable(OperationId operationId, Exception exception);
}

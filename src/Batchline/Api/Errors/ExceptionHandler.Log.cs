namespace Batchline.Api.Errors;

internal sealed partial class ExceptionHandler
{
    [LoggerMessage(620, LogLevel.Error, "{Method} {Path} failed unexpectedly")]
    private partial void LogUnexpected(string method, PathString path, Exception exception);

    [LoggerMessage(621, LogLevel.Warning, "{Method} {Path}: the store is unavailable")]
    private partial void LogStoreUnavailable(string method, PathString path, Exception exception);
}

using Batchline.Engine.Failures;
using Batchline.Stores.Reading;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Batchline.Api.Errors;

/// <summary>The one place where exceptions become answers.</summary>
internal sealed partial class ExceptionHandler(StoreHealth health, ILogger<ExceptionHandler> logger) : IExceptionHandler
{
    private static readonly TimeSpan StoreRetryAfter = TimeSpan.FromSeconds(2);

    /// <summary>As long as a read may take by default: by then those ahead have ended.</summary>
    private static readonly TimeSpan ReaderRetryAfter = TimeSpan.FromSeconds(10);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is StoreUnavailableException)
        {
            var pause = exception is ReadersBusyException or ReadTooLongException ? ReaderRetryAfter : StoreRetryAfter;
            httpContext.Response.Headers.RetryAfter = $"{pause.TotalSeconds:0}";
        }

        await Answer(httpContext, exception).ExecuteAsync(httpContext);
        return true;
    }

    private ProblemHttpResult Answer(HttpContext context, Exception exception)
    {
        switch (exception)
        {
            case InvalidRequestException invalid:
                return Problem.Invalid(invalid.Errors);
            case BadHttpRequestException bad:
                return Problem.Of(bad.StatusCode, ErrorCodes.Of(bad.StatusCode), Detail(bad));
            case ReadersBusyException:
                return Problem.Of(StatusCodes.Status503ServiceUnavailable, ErrorCodes.ReadersBusy, exception.Message);
            case ReadTooLongException:
                return Problem.Of(
                    StatusCodes.Status503ServiceUnavailable,
                    ErrorCodes.ReadTimeout,
                    $"{exception.Message} Narrow it: name an account, a status or a range of time, or give a smaller limit.");
            case StoreUnavailableException:
                LogStoreUnavailable(context.Request.Method, context.Request.Path, exception);
                return Problem.Of(
                    StatusCodes.Status503ServiceUnavailable,
                    ErrorCodes.StoreUnavailable,
                    health.Refusal?.Sentence ?? "The database does not answer; try again later.");
            case OperationCanceledException:
                return Problem.Of(StatusCodes.Status503ServiceUnavailable, ErrorCodes.Stopping, "The server is stopping.");
            default:
                LogUnexpected(context.Request.Method, context.Request.Path, exception);
                return Problem.Of(
                    StatusCodes.Status500InternalServerError, ErrorCodes.InternalError, "Something went wrong; the server's log says what.");
        }
    }

    private static string Detail(BadHttpRequestException bad) => bad is BodyTooLargeException ? bad.Message : bad.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => "The body is larger than 1 MB.",
        StatusCodes.Status415UnsupportedMediaType => "Send the body as application/json in UTF-8.",
        StatusCodes.Status408RequestTimeout => "The request came too slowly.",
        _ => "The request cannot be read.",
    };
}

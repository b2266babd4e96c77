using Microsoft.AspNetCore.Diagnostics;

namespace Batchline.Api.Errors;

/// <summary>Gives a body to errors of the framework that have none: unknown paths, wrong methods.</summary>
internal static class EmptyAnswers
{
    public static Task FillAsync(StatusCodeContext context)
    {
        var status = context.HttpContext.Response.StatusCode;
        var detail = status switch
        {
            StatusCodes.Status404NotFound => "There is nothing at this path.",
            StatusCodes.Status405MethodNotAllowed => "This path does not take this method.",
            _ => "The request cannot be answered.",
        };
        return Problem.Of(status, ErrorCodes.Of(status), detail).ExecuteAsync(context.HttpContext);
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Batchline.Api.Errors;

/// <summary>Makes the one shape that every error has: status, title, detail and a stable code.</summary>
internal static class Problem
{
    public static ProblemHttpResult Of(int status, string code, string detail, params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var problem = new ProblemDetails { Status = status, Title = ReasonPhrases.GetReasonPhrase(status), Detail = detail };
        problem.Extensions["code"] = code;
        foreach (var (name, value) in more)
            problem.Extensions[name] = value;
        return TypedResults.Problem(problem);
    }

    public static ProblemHttpResult Conflict(string code, string detail, params ReadOnlySpan<(string Name, object? Value)> more) =>
        Of(StatusCodes.Status409Conflict, code, detail, more);

    public static ProblemHttpResult NotFound(string what) =>
        Of(StatusCodes.Status404NotFound, ErrorCodes.NotFound, $"There is no such {what}.");

    /// <param name="errors">What is wrong, by field.</param>
    public static ProblemHttpResult Invalid(IReadOnlyDictionary<string, string[]> errors) => Of(
        StatusCodes.Status400BadRequest,
        ErrorCodes.InvalidRequest,
        string.Join(" ", errors.SelectMany(field => field.Value.Select(error => $"{field.Key}: {error}."))),
        ("errors", errors));
}

using Batchline.Api.Errors;
using Batchline.Listening;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Batchline.Security;

/// <summary>Rejects callers without access before anything of their request is read.</summary>
internal sealed class AccessGuard(RequestDelegate next, AccessPolicy policy, WrongTokens wrongTokens)
{
    public Task InvokeAsync(HttpContext context)
    {
        var verdict = policy.Judge(context.Request, RuleOf(context));
        if (verdict == AccessVerdict.Allowed)
            return next(context);
        if (verdict == AccessVerdict.Unauthorized && context.Request.Headers.Authorization.Count > 0 && !wrongTokens.MayShowAnother(CallerAddress.Of(context)))
        {
            context.Response.Headers.RetryAfter = WrongTokens.RetryAfter;
            return Problem.Of(
                StatusCodes.Status429TooManyRequests, ErrorCodes.TooManyRequests, "Too many wrong tokens came from this address. Correct the token, then try again.").ExecuteAsync(context);
        }

        if (verdict == AccessVerdict.Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        return Refusal(verdict).ExecuteAsync(context);
    }

    /// <summary>An endpoint under <c>/api</c> requires the token unless it says otherwise, even one that does not exist.</summary>
    public static AccessRule RuleOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.OfType<AccessRule>().Cast<AccessRule?>().LastOrDefault()
        ?? (context.Request.Path.StartsWithSegments("/api") ? AccessRule.Token : AccessRule.Page);

    private static ProblemHttpResult Refusal(AccessVerdict verdict) => verdict switch
    {
        AccessVerdict.Unauthorized => Problem.Of(
            StatusCodes.Status401Unauthorized, ErrorCodes.Unauthorized, "Send the header 'Authorization: Bearer <token>'."),
        AccessVerdict.ForeignHost => Problem.Of(
            StatusCodes.Status403Forbidden, ErrorCodes.ForeignHost, "Without Security:ApiToken only requests to a loopback host are served."),
        AccessVerdict.ForeignOrigin => Problem.Of(
            StatusCodes.Status403Forbidden, ErrorCodes.ForeignOrigin, "Without Security:ApiToken requests from other pages are refused."),
        AccessVerdict.Proxied => Problem.Of(
            StatusCodes.Status403Forbidden, ErrorCodes.Proxied, "This request came through a proxy. Without Security:ApiToken only callers on this machine are served: set it before others are let in."),
        _ => Problem.Of(
            StatusCodes.Status503ServiceUnavailable, ErrorCodes.TokenNotSet, "Set Security:ApiToken: without it nothing is served here."),
    };
}

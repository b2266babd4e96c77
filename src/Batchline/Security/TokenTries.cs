using Batchline.Api.Errors;

namespace Batchline.Security;

/// <summary>Turns away who has tried too many tokens, before anything looks at the next one.</summary>
internal sealed class TokenTries(RequestDelegate next, AccessPolicy policy, WrongTokens wrongTokens)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization.Count == 0 || AccessGuard.RuleOf(context) is AccessRule.Page or AccessRule.Open)
            return next(context);
        var address = CallerAddress.Of(context);
        if (!wrongTokens.MayTry(address))
        {
            context.Response.Headers.RetryAfter = WrongTokens.RetryAfter;
            return Problem.Of(
                StatusCodes.Status429TooManyRequests, ErrorCodes.TooManyRequests, "Too many wrong tokens came from this address. Correct the token, then try again.").ExecuteAsync(context);
        }

        if (policy.IsKnown(context.Request))
            wrongTokens.Right(address);
        return next(context);
    }
}

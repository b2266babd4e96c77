using Batchline.Security;
using Batchline.Stores.Reading;

namespace Batchline.Api.Limits;

/// <summary>
/// Marks what GET requests of the API read as read for a person, who waits for a turn and may be told to come back. Requests
/// that start or steer work, health checks, and the tick read without a turn.
/// </summary>
internal sealed class PeopleReads(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) && AccessGuard.RuleOf(context) == AccessRule.Token)
            CurrentRead.For = ReadFor.Person;
        await next(context);
    }
}

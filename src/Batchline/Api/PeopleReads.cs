using Batchline.Security;
using Batchline.Stores.Reading;

namespace Batchline.Api;

/// <summary>
/// Marks the reads of GET requests below the token as those of a person, who waits for a turn and may be told to come back. What
/// starts or steers work, health and the tick read at once.
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

using Batchline.Drivers;
using Batchline.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Batchline.Api.Cron;

/// <summary>Lets a scheduler drive the work.</summary>
internal static class CronApi
{
    public static void MapCron(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/cron/tick", [HttpMethods.Get, HttpMethods.Post], TickAsync).WithTags("Service").WithMetadata(AccessRule.Cron)
            .WithName("Tick").WithSummary("Does within the slice budget whatever is due");
    }

    private static async Task<Ok<TickView>> TickAsync(TickRoute _, InlineWork work, HttpContext context, IHostApplicationLifetime lifetime)
    {
        context.Response.Headers.CacheControl = "no-store";
        var done = await work.TickAsync(SelfTrigger.HopOf(context.Request), lifetime.ApplicationStopping);
        return TypedResults.Ok(new TickView(done.Accounts, done.Jobs, done.RemainingDue));
    }
}

using Batchline.Api.Errors;
using Batchline.Engine.Doors;
using Batchline.Engine.Failures;
using Batchline.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Batchline.Api.Health;

/// <summary>Tells whether the process lives and whether it can work.</summary>
internal static class HealthApi
{
    /// <summary>Some load balancers ask with HEAD.</summary>
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").WithTags("Service").WithMetadata(AccessRule.Open);
        group.MapMethods("/live", Methods, Live).WithName("Live").WithSummary("The process answers");
        group.MapMethods("/ready", Methods, ReadyAsync).WithName("Ready").WithSummary("The process and its database answer, and the database refuses nothing");
    }

    private static Ok<HealthView> Live() => TypedResults.Ok(new HealthView("ok"));

    private static async Task<Results<Ok<HealthView>, ProblemHttpResult>> ReadyAsync(
        ReadyProbe probe, StoreHealth health, IProcessMap map, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return Problem.Of(StatusCodes.Status503ServiceUnavailable, ErrorCodes.Stopping, "The server is stopping.");
        if (map.OutBecause is { } reason)
            return Problem.Of(StatusCodes.Status503ServiceUnavailable, ErrorCodes.NotInCluster, reason);
        try
        {
            await probe.AskAsync(cancellationToken);
            return health.Refusal is { } refusal
                ? Problem.Of(StatusCodes.Status503ServiceUnavailable, ErrorCodes.StoreUnavailable, refusal.Sentence)
                : TypedResults.Ok(new HealthView("ok"));
        }
        catch (Exception e) when (e is TimeoutException or StoreUnavailableException)
        {
            return Problem.Of(StatusCodes.Status503ServiceUnavailable, ErrorCodes.StoreUnavailable, health.Refusal?.Sentence ?? "The database does not answer.");
        }
    }
}

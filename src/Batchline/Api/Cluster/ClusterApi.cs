using System.Text.Json;
using Batchline.Api.Requests;
using Batchline.Engine.Doors;
using Batchline.Engine.Heads;
using Batchline.Settings.Sections;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Batchline.Api.Cluster;

/// <summary>Shows which processes share the work.</summary>
internal static class ClusterApi
{
    public static void MapCluster(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/cluster", GetAsync).WithTags("Service").WithName("Cluster").WithSummary("The processes that share the accounts, and which of them leads");

    private static async Task<Ok<ClusterView>> GetAsync(
        NoParameters none, IProcessMap map, IHeadInbox inbox, IOptions<HostingOptions> hosting, CancellationToken cancellationToken)
    {
        var silos = await map.ReadAsync(cancellationToken);
        return TypedResults.Ok(new ClusterView
        {
            Mode = JsonNamingPolicy.CamelCase.ConvertName(hosting.Value.Mode.ToString()),
            Leader = silos.FirstOrDefault(silo => silo.Leads)?.Id,
            Due = await inbox.CountDueAsync(cancellationToken),
            Silos = [.. silos.Select(SiloView.Of)],
        });
    }
}

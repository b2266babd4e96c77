using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.IntegrationTests.Fuzz;

/// <summary>An endpoint with values that it takes: fields of its body as JSON, parameters of its query as text.</summary>
internal sealed record Contract(string Method, RoutePattern Route, (string Name, string Json)[] Body, (string Name, string Text)[] Query)
{
    private static readonly (string Name, string Json)[] Account =
    [
        ("name", "\"Another\""), ("workizApiKey", "\"@k3\""), ("enabled", "true"), ("minInterval", "\"00:00:02\""),
        ("quotaCalls", "30"), ("quotaWindow", "\"00:01:00\""), ("quotaShare", "0.5"),
    ];

    private static readonly (string Name, string Json)[] Init =
    [
        ("accountIds", "[\"@a2\"]"), ("batchSize", "5"), ("strategy", "\"each\""), ("since", "\"2026-01-31\""), ("full", "true"),
        ("onBusy", "\"skip\""), ("toleratedFailurePercent", "5"),
    ];

    private static readonly Dictionary<string, (string Name, string Json)[]> Bodies = new()
    {
        ["POST /api/init-batch-update"] = Init,
        ["POST /api/initiate-batch-update"] = Init,
        ["POST /api/accounts"] = Account,
        ["PATCH /api/accounts/{accountId}"] = Account,
    };

    private static readonly (string Name, string Text)[] List = [("limit", "2"), ("cursor", "WyI2NWYwIl0"), ("status", "failed")];

    private static readonly Dictionary<string, (string Name, string Text)[]> Queries = new()
    {
        ["GET /api/batch-progress/{operationId}"] = [("limit", "1"), ("status", "processing")],
        ["GET /api/batch-progress/{operationId}/events"] = [("limit", "1"), ("status", "blocked")],
        ["POST /api/retry-batch/{batchId}"] = [("force", "true")],
        ["GET /api/operations"] = List,
        ["GET /api/operations/{operationId}/batches"] = [.. List, ("accountId", "@a1")],
        ["POST /api/operations/{operationId}/retry"] = [("force", "false")],
        ["GET /api/accounts"] = [("limit", "1"), ("cursor", "WyI2NWYwIl0"), ("q", "comp"), ("enabled", "true"), ("blocked", "false")],
        ["DELETE /api/accounts/{accountId}"] = [("deleteJobs", "true")],
        ["GET /api/jobs"] =
        [
            ("accountId", "@a0"), ("status", "Done"), ("from", "2026-01-31"), ("to", "2026-01-31T08:00"), ("q", "smith"), ("missing", "false"),
            ("changedSince", "2026-01-31T08:00:00Z"), ("limit", "5"), ("cursor", "WyIyMDI2IiwiNjY1ZjFjMmFiMWU0YzNhOWQwZjdlODEyIiwiQSJd"),
        ],
    };

    /// <summary>All endpoints that the program has, also those that this file has not heard of.</summary>
    public static Contract[] All(FuzzServer server)
    {
        var contracts =
            from source in server.App.Services.GetServices<EndpointDataSource>()
            from endpoint in source.Endpoints.OfType<RouteEndpoint>()
            from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
            let key = $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}"
            orderby key
            select new Contract(method, endpoint.RoutePattern, Bodies.GetValueOrDefault(key) ?? [], Queries.GetValueOrDefault(key) ?? []);
        return [.. contracts];
    }
}

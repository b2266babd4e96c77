using Batchline.Simulator.Calls;

namespace Batchline.Simulator.Server;

/// <summary>What a request's path says. Read from the raw target, since a decoded path has lost which slashes were escaped.</summary>
internal sealed record Call(string Token, CallKind Kind, string? Uuid, string Query, bool TrailingSlash)
{
    public const string Prefix = "/api/v1/";

    public static Call Parse(string target)
    {
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? target : target[..mark];
        var query = mark < 0 ? "" : target[mark..];
        var slash = path.EndsWith('/');
        var parts = path[Prefix.Length..].TrimEnd('/').Split('/');
        var token = Uri.UnescapeDataString(parts[0]);
        return parts.AsSpan(1) switch
        {
            ["job", "all"] => new Call(token, CallKind.JobAll, null, query, slash),
            ["job", "get", var uuid] => new Call(token, CallKind.JobGet, Uri.UnescapeDataString(uuid), query, slash),
            ["team", "all"] => new Call(token, CallKind.TeamAll, null, query, slash),
            _ => new Call(token, CallKind.Other, null, query, slash),
        };
    }
}

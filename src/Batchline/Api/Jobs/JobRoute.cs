using Batchline.Api.Requests;

namespace Batchline.Api.Jobs;

/// <summary>A job named in the path. Its UUID is opaque.</summary>
internal sealed record JobRoute(AccountId Account, string Uuid)
{
    public static ValueTask<JobRoute?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var route = new JobRoute(
            read.Route<AccountId>(), context.Request.RouteValues["uuid"] as string ?? "");
        read.Finish();
        return ValueTask.FromResult<JobRoute?>(route);
    }
}

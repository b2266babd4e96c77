namespace Batchline.Api.Requests;

/// <summary>A request to resume or retry the one thing that its path names.</summary>
/// <param name="Force">Also where Batchline would refuse: beyond the limit of retries, or with a key that seems to be another account's.</param>
internal sealed record ForceRoute<TId>(TId Id, bool Force)
    where TId : struct, IHexId<TId>
{
    public static ValueTask<ForceRoute<TId>?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var route = new ForceRoute<TId>(read.Route<TId>(), read.Flag("force") ?? false);
        read.Finish();
        return ValueTask.FromResult<ForceRoute<TId>?>(route);
    }
}

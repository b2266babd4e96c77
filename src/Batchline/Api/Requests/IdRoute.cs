namespace Batchline.Api.Requests;

/// <summary>A request about the one thing that its path names.</summary>
internal sealed record IdRoute<TId>(TId Id)
    where TId : struct, IHexId<TId>
{
    public static ValueTask<IdRoute<TId>?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var route = new IdRoute<TId>(read.Route<TId>());
        read.Finish();
        return ValueTask.FromResult<IdRoute<TId>?>(route);
    }
}

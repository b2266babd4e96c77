namespace Batchline.Api.Requests;

/// <summary>A request for a page of a list without filters.</summary>
/// <param name="After">The last id of the page before.</param>
internal sealed record PageQuery<TId>(TId? After, int Limit)
    where TId : struct, IHexId<TId>
{
    public static ValueTask<PageQuery<TId>?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var query = new PageQuery<TId>(read.After<TId>(), read.Limit());
        read.Finish();
        return ValueTask.FromResult<PageQuery<TId>?>(query);
    }
}

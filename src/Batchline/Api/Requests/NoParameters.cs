namespace Batchline.Api.Requests;

/// <summary>A request that takes no parameters.</summary>
internal sealed record NoParameters
{
    public static ValueTask<NoParameters?> BindAsync(HttpContext context)
    {
        new ParameterReader(context.Request).Finish();
        return ValueTask.FromResult<NoParameters?>(new NoParameters());
    }
}

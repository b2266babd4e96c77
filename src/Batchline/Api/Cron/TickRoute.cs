using Batchline.Api.Requests;

namespace Batchline.Api.Cron;

/// <summary>A tick takes no parameters.</summary>
internal sealed record TickRoute
{
    public static ValueTask<TickRoute?> BindAsync(HttpContext context)
    {
        new ParameterReader(context.Request).Finish();
        return ValueTask.FromResult<TickRoute?>(new TickRoute());
    }
}

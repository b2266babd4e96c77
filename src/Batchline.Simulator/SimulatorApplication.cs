using System.Diagnostics;
using Batchline.Simulator.Control;
using Batchline.Simulator.Server;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Batchline.Simulator;

/// <summary>Sends each request to the API. No host, routing or middleware: benchmarks measure the client, not this.</summary>
internal sealed class SimulatorApplication(Session session) : IHttpApplication<HttpContext>
{
    private readonly ControlEndpoint control = new(session);

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception) => ((DefaultHttpContext)context).Uninitialize();

    public Task ProcessRequestAsync(HttpContext context)
    {
        var arrived = Stopwatch.GetTimestamp();
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (target.StartsWith(Call.Prefix, StringComparison.Ordinal))
            return session.Workiz.HandleAsync(context, target, arrived);
        if (target.StartsWith(ControlEndpoint.Prefix, StringComparison.Ordinal))
            return control.HandleAsync(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}

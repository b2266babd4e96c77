using System.Text.Json;
using Batchline.Simulator.Server;
using Microsoft.AspNetCore.Http;

namespace Batchline.Simulator.Control;

/// <summary>Requests under <c>/control/</c>: looks at the simulation and makes things happen in it.</summary>
internal sealed class ControlEndpoint(Session session)
{
    public const string Prefix = "/control/";

    public async Task HandleAsync(HttpContext http)
    {
        var world = session.World;
        world.CatchUp();
        var path = http.Request.Path.Value![Prefix.Length..].TrimEnd('/').Split('/');
        var reads = new ControlReads(world, http.Response, http.RequestAborted);
        var changes = new ControlChanges(world, http);
        try
        {
            var found = (http.Request.Method, path) switch
            {
                ("GET", ["log"]) => await reads.LogAsync(http.Request.Query),
                ("GET", ["report"]) => await reads.ReportAsync(),
                ("GET", ["accounts"]) => await reads.AccountsAsync(),
                ("GET", ["truth", var token]) => await reads.TruthAsync(world.Find(token)),
                ("GET", ["requests", var token]) => await reads.RequestsAsync(world.Find(token)),
                ("GET", ["bad", var token]) => await reads.BadJobsAsync(world.Find(token)),
                ("POST", ["reset"]) => Reset(),
                ("POST", ["faults"]) => await changes.FaultsAsync(),
                ("POST", ["outage"]) => await changes.OutageAsync(),
                ("POST", ["events"]) => await changes.EventAsync(),
                ("POST", ["accounts", var token, var what]) => await changes.AccountAsync(world.Find(token), what),
                ("POST", ["jobs", var token]) => await changes.AddJobAsync(world.Find(token)),
                ("POST", ["jobs", var token, var uuid, var what]) => await changes.JobAsync(world.Find(token), uuid, what),
                _ => false,
            };
            if (!found)
                http.Response.StatusCode = StatusCodes.Status404NotFound;
            else if (http.Request.Method == "POST" && !http.Response.HasStarted)
                http.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (Exception fault) when (fault is JsonException or FormatException or ArgumentException)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            await http.Response.WriteAsync(fault.Message, http.RequestAborted);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has left.
        }
    }

    private bool Reset()
    {
        session.Reset();
        return true;
    }
}

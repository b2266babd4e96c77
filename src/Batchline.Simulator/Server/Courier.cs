using Batchline.Simulator.Answers;
using Batchline.Simulator.Faults;
using Microsoft.AspNetCore.Http;

namespace Batchline.Simulator.Server;

/// <summary>Delivers an answer, or fails to in the way the fault says.</summary>
/// <param name="end">
/// Ends the request in the log with a status. Called before the last byte leaves: else a client could have its answer
/// and send the next request while the log still has this one in flight.
/// </param>
internal sealed class Courier(HttpContext http, Action<int> end)
{
    private const int SlowSteps = 20;
    private const int HugeStep = 64 << 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether the fault needs no answer at all.</summary>
    public static bool GoesWithoutReply(FaultKind fault) => fault is FaultKind.ConnectionRefused
        or FaultKind.ResetBeforeHeaders or FaultKind.CloseBeforeHeaders or FaultKind.Hang;

    public async Task FailAsync(FaultKind fault)
    {
        if (fault == FaultKind.Hang)
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        end(0);
        if (fault == FaultKind.CloseBeforeHeaders)
            Connections.Close(http);
        else
            Connections.Reset(http);
    }

    public async Task DeliverAsync(Reply reply, Visit visit, FaultProfile profile)
    {
        var fault = visit.Fault;
        if (fault == FaultKind.TwoDocuments)
            reply.Append("""{"error":true,"code":500,"msg":"Internal Server Error","details":[]}"""u8);
        var body = reply.Body.WrittenMemory;
        if (fault == FaultKind.TruncatedJson)
            body = body[..(body.Length / 2)];
        var response = http.Response;
        response.StatusCode = reply.Status;
        if (reply.RetryAfter is { } retryAfter)
            response.Headers.RetryAfter = retryAfter;
        if (reply.Status == StatusCodes.Status204NoContent)
        {
            end(reply.Status);
            return;
        }
        response.ContentType = reply.ContentType;
        if (fault == FaultKind.HugeBody)
        {
            await SendHugeAsync(body, visit.Rule?.Bytes ?? profile.HugeBodyBytes);
            return;
        }
        response.ContentLength = body.Length;
        if (fault == FaultKind.ResetInBody)
            await SendHalfAsync(body);
        else if (fault == FaultKind.SlowBody)
            await SendSlowlyAsync(body, reply.Status, profile.SlowBodyTime);
        else
            await SendAsync(body, reply.Status);
    }

    private async Task SendAsync(ReadOnlyMemory<byte> body, int status)
    {
        end(status);
        await http.Response.BodyWriter.WriteAsync(body);
    }

    private async Task SendHalfAsync(ReadOnlyMemory<byte> body)
    {
        await http.Response.BodyWriter.WriteAsync(body[..(body.Length / 2)]);
        // A reset overtakes what was written just before.
        await Task.Delay(Pause, http.RequestAborted);
        end(0);
        Connections.Reset(http);
    }

    private async Task SendSlowlyAsync(ReadOnlyMemory<byte> body, int status, TimeSpan time)
    {
        var step = Math.Max(1, body.Length / SlowSteps);
        for (; body.Length > step; body = body[step..])
        {
            await http.Response.BodyWriter.WriteAsync(body[..step], http.RequestAborted);
            await Task.Delay(time / SlowSteps, http.RequestAborted);
        }
        await SendAsync(body, status);
    }

    /// <summary>The beginning of a record, notes that do not end, and the end for whoever reads on until then.</summary>
    private async Task SendHugeAsync(ReadOnlyMemory<byte> beginning, long bytes)
    {
        var writer = http.Response.BodyWriter;
        await writer.WriteAsync(beginning, http.RequestAborted);
        var notes = new byte[HugeStep];
        notes.AsSpan().Fill((byte)'x');
        for (; bytes > 0; bytes -= notes.Length)
            await writer.WriteAsync(notes, http.RequestAborted);
        // A connection that is gone swallows everything for a moment before Kestrel tells.
        await Task.Delay(Pause, http.RequestAborted);
        await SendAsync("\"}]}"u8.ToArray(), StatusCodes.Status200OK);
    }
}

using System.Text.Json;
using Batchline.Engine.Workiz;
using Batchline.Workiz.Answers;
using Batchline.Workiz.Sending;

namespace Batchline.Workiz.Calls;

/// <summary>Turns a reply into a <see cref="WorkizAnswer"/>. The order matters: nothing counts as Workiz's answer before it is
/// clear that Workiz wrote it.</summary>
internal static class AnswerReader
{
    public static Reading Read(Call call, Reply.Received reply)
    {
        if (reply.Status == 204)
            return new Reading(call.NoContent(), 204);

        using var body = AnswerBody.Parse(reply);
        try
        {
            return Judge(call, reply, body);
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json throws this for half a surrogate pair in a name, a UUID, or an error text.
            return new Reading(new WorkizAnswer.Transient($"HTTP {reply.Status}: unreadable text in the answer"), reply.Status);
        }
    }

    private static Reading Judge(Call call, Reply.Received reply, AnswerBody body)
    {
        var status = StatusOf(reply.Status, body);
        var heading = status == reply.Status ? $"HTTP {status}" : $"HTTP {reply.Status}, code {status}";
        var text = body.Root is { } root ? ErrorText.Collect(root) : "";
        if (body.Root is { } content && IsNoData(status, content) && ErrorText.SaysQuota(content))
            status = 429;
        var message = text.Length > 0 ? $"{heading}: {text}" : heading;

        return new Reading(status switch
        {
            // Whether a 429 comes from Workiz or from the edge before it: waiting is right, and no job has failed.
            429 => new WorkizAnswer.QuotaReached(reply.RetryAfter, message),
            >= 300 and <= 399 => new WorkizAnswer.Transient($"{heading}: a redirect, which is not followed"),
            _ when body.Fault is { } fault && IsSuccess(status) && body.TooLarge => new WorkizAnswer.TooLarge($"{heading}: {fault}"),
            _ when body.Fault is { } fault => new WorkizAnswer.Transient($"{heading}: {fault}"),
            _ when body.Oddity is { } oddity && !call.ReadsParts => new WorkizAnswer.Transient($"{heading}: {oddity}"),
            _ when body.Root is { } page && Envelope.IsFromEdge(page) => new WorkizAnswer.Transient(message),
            >= 200 and <= 299 when body.Root is { } answer => call.Read(answer),
            >= 200 and <= 299 => new WorkizAnswer.Transient($"{heading}: an empty answer"),
            401 when body.Root is null || Envelope.IsWorkizError(body.Root.Value) => new WorkizAnswer.Refused(message),
            403 when body.Root is { } refusal && Envelope.IsWorkizError(refusal) => new WorkizAnswer.Refused(message),
            410 => call.NoContent(),
            404 => call.NotFound(body.Root, message),
            // 401 and 403 that are not Workiz's; a proxy; a timeout, a wrong connection, and a request that came too early.
            401 or 403 or 407 or 408 or 421 or 425 => new WorkizAnswer.Transient(message),
            >= 400 and <= 499 => new WorkizAnswer.Invalid(message),
            _ => new WorkizAnswer.Transient(message),
        }, status);
    }

    /// <summary>A body may carry its own error code under status 200; 429 counts under any status.</summary>
    private static int StatusOf(int status, AnswerBody body) =>
        body.Root is { ValueKind: JsonValueKind.Object } root && Envelope.ErrorCode(root) is { } code
            && (code == 429 || IsSuccess(status)) ? code : status;

    /// <summary>The body is not data, so its text is Workiz's own about the request. A record may contain any text.</summary>
    private static bool IsNoData(int status, JsonElement root) => root.ValueKind is JsonValueKind.Object
        && (!IsSuccess(status) || Envelope.Refuses(root) || !(root.TryGetProperty("data"u8, out _) || root.TryGetProperty("jobs"u8, out _)));

    private static bool IsSuccess(int status) => status is >= 200 and <= 299;
}

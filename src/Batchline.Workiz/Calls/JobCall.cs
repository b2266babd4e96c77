using System.Text.Json;
using Batchline.Engine.Workiz;
using Batchline.Workiz.Answers;

namespace Batchline.Workiz.Calls;

/// <summary><c>job/get/{uuid}/</c>. Seen: <c>{flag,data:[Job]}</c>, <c>{flag,data:Job}</c>, <c>[{flag,data:Job}]</c>.</summary>
internal sealed class JobCall(string uuid) : Call
{
    public override string? Path => WorkizCall.GetJob.CanAsk(uuid) ? $"job/get/{Uri.EscapeDataString(uuid)}/" : null;

    public override int BodyLimit => JobRecord.SizeLimit;

    public override WorkizAnswer NoContent() => new WorkizAnswer.Gone();

    /// <summary>An unknown endpoint is a 404 too, which says nothing about the job.</summary>
    public override WorkizAnswer NotFound(JsonElement? root, string message) =>
        root is { } body && ErrorText.SpeaksOfJob(body) ? new WorkizAnswer.Gone() : new WorkizAnswer.Invalid(message) { MayPass = true };

    /// <summary>An odd answer with a good status is most likely an accident: the next one may be about the job.</summary>
    public override WorkizAnswer Read(JsonElement root) =>
        ReadBody(root) is var answer && answer is WorkizAnswer.Invalid odd ? odd with { MayPass = true } : answer;

    private WorkizAnswer ReadBody(JsonElement root) => root.ValueKind switch
    {
        JsonValueKind.Object => ReadEnvelope(root),
        JsonValueKind.Array when root.GetArrayLength() == 1 => ReadElement(root[0]),
        JsonValueKind.Array => NotOne(root.GetArrayLength()),
        _ => Shapes.NoEnvelope(),
    };

    private WorkizAnswer ReadElement(JsonElement element) =>
        JobRecord.Looks(element) ? ReadRecord(element)
        : element.ValueKind is JsonValueKind.Object ? ReadEnvelope(element)
        : Shapes.Unknown(element);

    private WorkizAnswer ReadEnvelope(JsonElement envelope)
    {
        if (Envelope.Refuses(envelope))
            return ErrorText.SaysNotFound(envelope) ? new WorkizAnswer.Gone() : Shapes.Refusal(envelope);
        if (!envelope.TryGetProperty("data"u8, out var data))
            return Shapes.Unknown(envelope);

        return data.ValueKind switch
        {
            JsonValueKind.Null => new WorkizAnswer.Gone(),
            JsonValueKind.String when data.ValueEquals(""u8) => new WorkizAnswer.Gone(),
            JsonValueKind.String when ErrorText.SaysNotFound(envelope) => new WorkizAnswer.Gone(),
            JsonValueKind.Object when data.GetPropertyCount() == 0 => new WorkizAnswer.Gone(),
            JsonValueKind.Array or JsonValueKind.Object when RowsOf.Find(data) is { } rows => rows.Count switch
            {
                0 => new WorkizAnswer.Gone(),
                1 => ReadRecord(rows[0]),
                _ => NotOne(rows.Count),
            },
            JsonValueKind.Object => ReadRecord(data),
            _ => Shapes.Unknown(envelope),
        };
    }

    private WorkizAnswer ReadRecord(JsonElement record)
    {
        if (!JobRecord.TryRead(record, out var job, out var fault))
            return new WorkizAnswer.Invalid($"the record in the answer is of no use: {fault}");

        // Ordinal: UUIDs are opaque, and one that differs in case is a different one.
        return string.Equals(job.Uuid, uuid, StringComparison.Ordinal)
            ? new WorkizAnswer.Job(job)
            : new WorkizAnswer.Invalid($"the answer is about another job ({job.Uuid})");
    }

    private static WorkizAnswer.Invalid NotOne(int count) => new($"{count} records in the answer about one job");
}

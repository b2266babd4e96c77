using System.Text.Json;
using Batchline.Api.Requests;
using Batchline.Engine.Records;

namespace Batchline.Api.Jobs;

/// <summary>Which jobs to list.</summary>
internal sealed record JobPageQuery(JobQuery Query)
{
    private const int MaxText = 200;

    public static ValueTask<JobPageQuery?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var query = Filters(read) with { After = After(read), Limit = read.Limit() };
        read.Finish();
        return ValueTask.FromResult<JobPageQuery?>(new JobPageQuery(query));
    }

    /// <summary>What the job must be like, wherever jobs are chosen.</summary>
    public static JobQuery Filters(ParameterReader read) => new()
    {
        AccountId = read.Id<AccountId>(),
        Status = read.Text("status", MaxText),
        From = WallClockOf(read, "from"),
        To = WallClockOf(read, "to"),
        Text = read.Text("q", MaxText),
        Missing = read.Flag("missing"),
        ChangedSince = read.Value<DateTimeOffset>(
            "changedSince", IsoTime.TryParse, "a day (2026-01-31) or a time with its zone (2026-01-31T08:00:00Z)"),
    };

    public static string CursorOf(StoredJob job)
    {
        var position = PositionOf(job);
        return Cursor.Encode(position.JobDateTime, position.AccountId.Value, position.Uuid);
    }

    public static JobPosition PositionOf(StoredJob job) => new(JobDocument.TimeOf(JobDateTime(job.Document.Json)), job.AccountId, job.Document.Uuid);

    /// <summary>Times of jobs are wall clocks of the account's zone: compared as text, never converted.</summary>
    private static string? WallClockOf(ParameterReader read, string name)
    {
        var text = read.Text(name, MaxText);
        if (text is not null && !WallClock.IsValid(text))
            read.Faults.Add(name, $"must be {WallClock.Form}");
        return text is null ? null : WallClock.Normalize(text);
    }

    private static JobPosition? After(ParameterReader read)
    {
        if (read.CursorParts(3) is not [var time, var account, var uuid])
            return null;
        if (HexId.TryParse<AccountId>(account, out var id))
            return new JobPosition(time, id, uuid);
        read.BadCursor();
        return null;
    }

    private static string JobDateTime(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonText.Field(document.RootElement, "JobDateTime") is { ValueKind: JsonValueKind.String } time ? JsonText.Of(time) : "";
    }
}

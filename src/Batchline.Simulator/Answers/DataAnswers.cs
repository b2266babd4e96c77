using System.Text.Json;
using Batchline.Simulator.Accounts;
using Batchline.Simulator.Jobs;

namespace Batchline.Simulator.Answers;

/// <summary>The answers that are data. Callers hold the account's lock.</summary>
internal sealed class DataAnswers(SimulatorOptions options, JobSource source)
{
    private readonly JobWriter writer = new(source);

    public Reply JobGet(Account account, string uuid)
    {
        if (source.Uuids.IndexOf(account.Number, uuid) is not { } index || account.Jobs.Find(index) is not { } state)
            return Refusals.Gone();
        var reply = new Reply(200);
        using var json = new Utf8JsonWriter(reply.Body, JobJson.Writer);
        json.WriteStartObject();
        json.WriteBoolean("flag", true);
        json.WriteStartArray("data");
        writer.Write(json, account.Number, index, state);
        json.WriteEndArray();
        json.WriteEndObject();
        return reply;
    }

    public Reply JobAll(Account account, ListQuery query)
    {
        if (query.Malformed is { } parameter)
            return Refusals.Malformed(parameter);
        var take = Math.Min(query.Records, ListQuery.MostRecords);
        // The trap of the real API: offset counts pages, whatever the vendor's text says.
        var skip = options.RecordOffset ? query.Offset : (long)query.Offset * take;
        var rows = new List<(int Index, JobState State)>(take);
        var more = account.Jobs.Page(query.From ?? source.Calendar.Today.AddDays(-14), query.OnlyOpen ?? true,
            (int)Math.Min(skip, int.MaxValue), take, rows);
        var reply = new Reply(200);
        using var json = new Utf8JsonWriter(reply.Body, JobJson.Writer);
        json.WriteStartObject();
        json.WriteBoolean("flag", true);
        json.WriteStartArray("data");
        foreach (var (index, state) in rows)
            writer.Write(json, account.Number, index, state);
        json.WriteEndArray();
        json.WriteBoolean("has_more", more);
        json.WriteNumber("found", rows.Count);
        json.WriteNumber("code", 200);
        json.WriteEndObject();
        return reply;
    }

    public static Reply TeamAll(Account account)
    {
        var reply = new Reply(200);
        using var json = new Utf8JsonWriter(reply.Body, JobJson.Writer);
        json.WriteStartObject();
        json.WriteBoolean("flag", true);
        json.WriteStartArray("data");
        JobPeople.WriteTeam(json, account.Number);
        json.WriteEndArray();
        json.WriteNumber("code", 200);
        json.WriteEndObject();
        return reply;
    }
}

using System.Text.Json;
using Batchline.Simulator.Accounts;
using Batchline.Simulator.Jobs;

namespace Batchline.Simulator.Answers;

/// <summary>The answers that are data. Callers hold the lock of the account whose jobs are answered.</summary>
internal sealed class DataAnswers(SimulatorOptions options, JobSource source)
{
    private readonly JobWriter writer = new(source);

    /// <param name="dice">Chooses among shapes where they are mixed.</param>
    public Reply JobGet(Account account, string uuid, Dice dice) =>
        source.Uuids.IndexOf(account.Number, uuid) is { } index && account.Jobs.Find(index) is { } state
            ? Job(account, index, state, dice)
            : Gone(dice);

    public Reply Gone(Dice dice) =>
        Refusals.Gone(options.GoneShape == GoneShape.Mixed ? (GoneShape)dice.Below((int)GoneShape.Mixed) : options.GoneShape);

    /// <summary>The record of the job's neighbour, as if it had been asked for.</summary>
    public Reply WrongJob(Account account, string uuid, Dice dice)
    {
        var index = ((source.Uuids.IndexOf(account.Number, uuid) ?? 0) + 1) % Math.Max(2, account.Jobs.Count);
        return Job(account, index, account.Jobs.StateOf(index), dice);
    }

    public Reply JobAll(Account account, ListQuery query, Dice dice)
    {
        if (query.Malformed is { } parameter)
            return Refusals.Malformed(parameter);
        var take = Math.Min(query.Records, ListQuery.MostRecords);
        // The trap of the real API: offset counts pages, whatever the vendor's text says.
        var skip = options.RecordOffset ? query.Offset : (long)query.Offset * take;
        var rows = new List<(int Index, JobState State)>(take);
        var more = account.Jobs.Page(query.From ?? source.Calendar.Today.AddDays(-14), query.OnlyOpen ?? true,
            (int)Math.Min(skip, int.MaxValue), take, rows);
        var shape = options.ListShape == ListShape.Mixed ? (ListShape)dice.Below((int)ListShape.Mixed) : options.ListShape;
        return Write(json => Envelopes.Write(json, shape, rows.Count, more,
            (row, place) => writer.Write(row, account.Number, rows[place].Index, rows[place].State)));
    }

    public static Reply TeamAll(Account account) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("flag", true);
        json.WriteStartArray("data");
        JobPeople.WriteTeam(json, account.Number);
        json.WriteEndArray();
        json.WriteNumber("code", 200);
        json.WriteEndObject();
    });

    private Reply Job(Account account, int index, JobState state, Dice dice)
    {
        var shape = options.JobShape == JobShape.Mixed ? (JobShape)dice.Below((int)JobShape.Mixed) : options.JobShape;
        return Write(json => Envelopes.Write(json, shape, record => writer.Write(record, account.Number, index, state)));
    }

    private static Reply Write(Action<Utf8JsonWriter> body)
    {
        var reply = new Reply(200);
        using var json = new Utf8JsonWriter(reply.Body, JobJson.Writer);
        body(json);
        return reply;
    }
}

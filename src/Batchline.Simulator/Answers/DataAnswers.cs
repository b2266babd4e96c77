using Batchline.Simulator.Chance;
using Batchline.Simulator.Jobs;
using Batchline.Simulator.Shapes;
using Batchline.Simulator.Worlds;

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

    public static Reply TeamAll(Account account) => Reply.Of(json =>
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
        return Reply.Of(json => Envelopes.Write(json, shape, record => writer.Write(record, account.Number, index, state)));
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Batchline.Simulator.Chance;

namespace Batchline.Simulator.Jobs;

/// <summary>Writes a complete job record, the same for the same (seed, account, index, state).</summary>
internal sealed class JobWriter(JobSource source)
{
    public void Write(Utf8JsonWriter json, int account, int index, JobState state)
    {
        if (state.Fields is { } fields)
            WriteWith(json, account, index, state, fields);
        else
            WriteGenerated(json, account, index, state);
    }

    private void WriteWith(Utf8JsonWriter json, int account, int index, JobState state, JsonObject fields)
    {
        using var buffer = new PooledBuffer();
        using (var inner = new Utf8JsonWriter(buffer, JobJson.Writer))
            WriteGenerated(inner, account, index, state);
        var record = JsonNode.Parse(buffer.Written)!.AsObject();
        foreach (var (name, value) in fields)
            record[name] = value?.DeepClone();
        record.WriteTo(json);
    }

    private void WriteGenerated(Utf8JsonWriter json, int account, int index, JobState state)
    {
        var dice = Dice.Of(source.Seed, account, index, 6);
        var edits = JobEdits.Of(source.Seed, account, index, state.Revision);
        var when = source.ScheduledFor(account, index, state);
        var slot = source.Calendar.SlotOf(account, index);
        json.WriteStartObject();
        json.WriteString("UUID", source.Uuids.Of(account, index));
        if (dice.Below(4) == 0)
            json.WriteString("SerialId", $"{index + 1}");
        else
            json.WriteNumber("SerialId", index + 1);
        json.WriteNumber("LocationId", 1 + account % 3);
        if (when is null && dice.Below(2) == 0)
            json.WriteNull("JobDateTime");
        else
            json.Time("JobDateTime", when);
        json.Time("JobEndDateTime", when?.AddMinutes(30 + 30 * dice.Below(8)));
        json.Time("CreatedDate", slot.AddDays(-1 - dice.Below(20)).AddSeconds(dice.Below(3_600)));
        json.Time("LastStatusUpdate", slot.AddHours(-2 + edits.Status).AddSeconds(dice.Below(3_600)));
        json.Time("PaymentDueDate", dice.Below(2) == 0 ? slot.AddDays(30) : null);
        var total = JobLineItems.Write(json, ref dice, account, index, edits.Price);
        WriteMoney(json, ref dice, total);
        json.WriteString("Status", source.StatusOf(account, index, edits.Status));
        json.WriteString("SubStatus", dice.Below(3) == 0 ? dice.Pick<string>(Words.SubStatuses) : "");
        JobClient.Write(json, ref dice, account, index);
        WriteWork(json, ref dice, edits);
        JobPeople.Write(json, ref dice, account, edits.Crew);
        JobCustomFields.Write(json, dice);
        json.WriteEndObject();
    }

    private static void WriteMoney(Utf8JsonWriter json, ref Dice dice, long total)
    {
        // The vendor's text shows sums as strings.
        if (dice.Below(20) == 0)
            json.WriteString("JobTotalPrice", $"{total / 100}.{total % 100:D2}");
        else
            json.Money("JobTotalPrice", total);
        json.Money("JobAmountDue", dice.Below(3) == 0 ? total : 0);
        json.Money("SubTotal", total);
        json.Money("item_cost", total / 3);
        if (dice.Below(3) != 0)
            json.Money("tech_cost", total / 5);
    }

    private static void WriteWork(Utf8JsonWriter json, ref Dice dice, JobEdits edits)
    {
        json.WriteString("JobType", dice.Pick<string>(Words.JobTypes));
        var notes = dice.Pick<string>(Words.Notes);
        json.WriteString("JobNotes", edits.Notes == 0 ? notes : $"{notes} Edit {edits.Notes}.");
        json.WriteString("JobSource", dice.Pick<string>(Words.Sources));
        if (dice.Below(8) == 0)
            json.WriteNull("JobName");
        else
            json.WriteString("JobName", dice.Below(2) == 0 ? "" : dice.Pick<string>(Words.JobTypes));
        json.WriteString("ServiceArea", dice.Below(2) == 0 ? "" : dice.Pick<string>(Words.Cities));
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Jobs;

namespace Batchline.Simulator.Answers;

/// <summary>A row that stands among the jobs of a page and is none of them.</summary>
/// <param name="before">The row before it, if there is one.</param>
internal sealed class OddRow(ListFault fault, DateOnly today, Action<Utf8JsonWriter>? before)
{
    private const int HugeNotes = 5_000_000;

    public void Write(Utf8JsonWriter json)
    {
        if (fault.Kind == FaultKind.UuidTwice && before is not null)
        {
            Changed(before).WriteTo(json);
            return;
        }
        json.WriteRawValue(Text(), skipInputValidation: true);
    }

    private string Text() => fault.Kind switch
    {
        FaultKind.UuidNumber => Record("\"UUID\":1234567,"),
        FaultKind.UuidLikeNumber => Record("\"UUID\":\"12E345\","),
        FaultKind.UuidExponent => Record("\"UUID\":12E345,"),
        FaultKind.UuidNull => Record("\"UUID\":null,"),
        FaultKind.UuidObject => Record("\"UUID\":{},"),
        FaultKind.UuidEmpty => Record("\"UUID\":\"\","),
        FaultKind.TwoUuidKeys => Record("\"UUID\":\"FIRSTKEY\",\"UUID\":\"LASTKEY\","),
        FaultKind.RowText => "\"Invalid job\"",
        FaultKind.RowNumber => "17",
        FaultKind.RowNull => "null",
        FaultKind.RowEmpty => "{}",
        FaultKind.RowArray => $"[{Record("\"UUID\":\"NESTED\",")}]",
        FaultKind.HugeRow => Record("\"UUID\":\"HUGEROW\",", new string('x', fault.Bytes ?? HugeNotes)),
        _ => Record(""),
    };

    private string Record(string uuid, string notes = "The odd row") =>
        $$"""{{{uuid}}"SerialId":990001,"JobDateTime":"{{today:yyyy-MM-dd}} 09:00:00","Status":"Submitted","FirstName":"Odd","LastName":"Row","JobNotes":"{{notes}}"}""";

    private static JsonNode Changed(Action<Utf8JsonWriter> row)
    {
        using var buffer = new PooledBuffer();
        using (var inner = new Utf8JsonWriter(buffer, JobJson.Writer))
            row(inner);
        var record = JsonNode.Parse(buffer.Written)!;
        record["JobNotes"] = "The same job once more";
        return record;
    }
}

using System.Text.Json;
using Batchline.Simulator.Shapes;

namespace Batchline.Simulator.Answers;

/// <summary>Writes records into the shapes that were seen.</summary>
internal static class Envelopes
{
    public static void Write(Utf8JsonWriter json, JobShape shape, Action<Utf8JsonWriter> record)
    {
        if (shape == JobShape.FlaggedArray)
            json.WriteStartArray();
        json.WriteStartObject();
        json.WriteBoolean("flag", true);
        json.WritePropertyName("data");
        if (shape == JobShape.OneElementArray)
            json.WriteStartArray();
        record(json);
        if (shape == JobShape.OneElementArray)
            json.WriteEndArray();
        json.WriteEndObject();
        if (shape == JobShape.FlaggedArray)
            json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, ListShape shape, int rows, bool more, Action<Utf8JsonWriter, int> record)
    {
        var bare = shape is ListShape.BareArray or ListShape.FlaggedArray;
        if (!bare)
            json.WriteStartObject();
        var told = shape is ListShape.Envelope or ListShape.NoHasMore or ListShape.NumericKeys;
        if (told)
            json.WriteBoolean("flag", true);
        if (!bare)
            json.WritePropertyName(shape == ListShape.Jobs ? "jobs" : "data");
        WriteRows(json, shape, rows, record);
        if (told && shape != ListShape.NoHasMore)
            json.WriteBoolean("has_more", more);
        if (told)
        {
            json.WriteNumber("found", rows);
            json.WriteNumber("code", 200);
        }
        if (!bare)
            json.WriteEndObject();
    }

    private static void WriteRows(Utf8JsonWriter json, ListShape shape, int rows, Action<Utf8JsonWriter, int> record)
    {
        var keyed = shape == ListShape.NumericKeys;
        if (keyed)
            json.WriteStartObject();
        else
            json.WriteStartArray();
        for (var row = 0; row < rows; row++)
        {
            if (keyed)
                json.WritePropertyName($"{row}");
            WriteRow(json, shape, row, record);
        }
        if (keyed)
            json.WriteEndObject();
        else
            json.WriteEndArray();
    }

    private static void WriteRow(Utf8JsonWriter json, ListShape shape, int row, Action<Utf8JsonWriter, int> record)
    {
        if (shape != ListShape.FlaggedArray)
        {
            record(json, row);
            return;
        }
        json.WriteStartObject();
        json.WriteBoolean("flag", true);
        json.WritePropertyName("data");
        record(json, row);
        json.WriteEndObject();
    }
}

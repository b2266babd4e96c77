using System.Text.Json;
using System.Text.Json.Serialization;
using Batchline.Engine.Accounts;
using Batchline.Engine.Operations;
using Batchline.Engine.Plan;

namespace Batchline.Engine.Record;

/// <summary>The JSON form of what stores keep of a head as a whole. Fields may be added; none may change its meaning.</summary>
public static class HeadJson
{
    private static readonly HeadJsonContext Context = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        // Not WhenWritingDefault: a required member of the value 0 would be left out, and reading would then fail.
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new IdConverter<AccountId>(text => new(text), id => id.Value),
            new IdConverter<OperationId>(text => new(text), id => id.Value),
            new IdConverter<BatchId>(text => new(text), id => id.Value),
        },
    });

    public static string WriteBody(HeadBody body) => JsonSerializer.Serialize(body, Context.HeadBody);

    public static HeadBody ReadBody(string json) => JsonSerializer.Deserialize(json, Context.HeadBody) ?? new HeadBody();

    public static string WriteCommands(IReadOnlyList<HeadCommand> commands) =>
        JsonSerializer.Serialize(commands, Context.IReadOnlyListHeadCommand);

    public static IReadOnlyList<HeadCommand> ReadCommands(string json) =>
        JsonSerializer.Deserialize(json, Context.IReadOnlyListHeadCommand) ?? [];

    public static string WriteCounters(Counters counters) => JsonSerializer.Serialize(counters, Context.Counters);

    public static Counters ReadCounters(string json) => JsonSerializer.Deserialize(json, Context.Counters) ?? new Counters();

    private sealed class IdConverter<T>(Func<string, T> read, Func<T, string> write) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            read(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(write(value));
    }
}

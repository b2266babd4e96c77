using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Batchline.Engine.Failures;
using Batchline.Engine.Listing;
using Batchline.Engine.Operations;

namespace Batchline.Engine.Heads;

/// <summary>The JSON form in which stores keep parts of a head. Fields may be added, but none may change its meaning.</summary>
public static class HeadJson
{
    // Reflection instead of generated code, which would set init-only members that are missing in the text to null. A head
    // written before a field was added must read as the field's default.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // Not WhenWritingDefault: it would omit a required member whose value is 0, and reading would then fail.
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new IdConverter<AccountId>(),
            new IdConverter<OperationId>(),
            new IdConverter<BatchId>(),
            new KnownEnumConverter(),
        },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveFactsOut } },
    };

    // Only for what has no required members.
    private static readonly JsonSerializerOptions Short = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    /// <summary>The body without its <see cref="RunFacts"/>.</summary>
    public static string WriteBody(HeadBody body) => JsonSerializer.Serialize(body, Options);

    /// <param name="json">What <see cref="WriteBody"/> wrote, or the whole body that an earlier program wrote.</param>
    /// <param name="facts">What stood beside it.</param>
    public static HeadBody ReadBody(string json, RunFacts? facts)
    {
        var body = JsonSerializer.Deserialize<HeadBody>(json, Options) ?? new HeadBody();
        return facts is null ? body : Complete(body, facts);
    }

    /// <summary>Null: the account has not worked for any operation.</summary>
    public static RunFacts? FactsOf(HeadBody body) => body.Run is { } run
        ? new RunFacts
        {
            OperationId = run.OperationId.Value,
            Status = StoredEnum.Of(run.Status),
            Planned = run.Phase is RunPhase.Processing or RunPhase.Ended,
            TotalBatches = run.TotalBatches,
            BlockedAt = run.BlockedAt?.ToUnixTimeMilliseconds(),
            Open = run.Open is not null,
            PerCall = Math.Round(body.PerCall.TotalMilliseconds, 3),
            Counters = run.Counters,
        }
        : null;

    /// <summary>Leaves out what is zero.</summary>
    public static string WriteFacts(RunFacts facts) => JsonSerializer.Serialize(facts, Short);

    public static RunFacts? ReadFacts(string json) => JsonSerializer.Deserialize<RunFacts>(json, Short);

    public static string WriteCommands(IReadOnlyList<HeadCommand> commands) =>
        JsonSerializer.Serialize(commands, Options);

    public static IReadOnlyList<HeadCommand> ReadCommands(string json) =>
        JsonSerializer.Deserialize<IReadOnlyList<HeadCommand>>(json, Options) ?? [];

    public static string WriteCounters(Counters counters) => JsonSerializer.Serialize(counters, Options);

    public static Counters ReadCounters(string json) => JsonSerializer.Deserialize<Counters>(json, Options) ?? new Counters();

    public static string WriteOddRows(OddRows rows) => JsonSerializer.Serialize(rows, Options);

    public static OddRows ReadOddRows(string json) => JsonSerializer.Deserialize<OddRows>(json, Options) ?? OddRows.None;

    /// <summary>The whole body. One that an earlier program wrote is whole already, whatever stands beside it.</summary>
    private static HeadBody Complete(HeadBody body, RunFacts facts) => body.Run is { OperationId.Value: null } run && facts.OperationId is { } operation && facts.Status is { } status
        ? body with
        {
            PerCall = TimeSpan.FromMilliseconds(facts.PerCall),
            Run = run with
            {
                OperationId = new OperationId(operation),
                Status = StoredEnum.Parse<AccountStateStatus>(status),
                TotalBatches = facts.TotalBatches,
                BlockedAt = facts.BlockedAt is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null,
                Counters = facts.Counters ?? new Counters(),
            },
        }
        : body;

    /// <summary>What stands beside the body is still read from bodies that earlier programs wrote.</summary>
    private static void LeaveFactsOut(JsonTypeInfo type)
    {
        string[] moved = type.Type == typeof(Run) ? ["operationId", "status", "totalBatches", "blockedAt", "counters"] : type.Type == typeof(HeadBody) ? ["perCall"] : [];
        foreach (var property in type.Properties.Where(property => moved.Contains(property.Name)))
            (property.Get, property.IsRequired) = (null, false);
    }

    private sealed class IdConverter<T> : JsonConverter<T>
        where T : struct, IHexId<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            T.Of(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Batchline.Simulator.Faults;

/// <summary>Kinds by their names, in any case; an unknown name is answered with the known ones.</summary>
internal sealed class FaultKindConverter : JsonConverter<FaultKind>
{
    public override FaultKind Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Named(reader.GetString()!) : throw new JsonException("A kind of fault is a text.");

    public override FaultKind ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Named(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, FaultKind value, JsonSerializerOptions options) => writer.WriteStringValue($"{value}");

    public override void WriteAsPropertyName(Utf8JsonWriter writer, FaultKind value, JsonSerializerOptions options) =>
        writer.WritePropertyName($"{value}");

    private static FaultKind Named(string name) => FaultKinds.Find(name) ?? throw new JsonException(FaultKinds.NoFault(name));
}

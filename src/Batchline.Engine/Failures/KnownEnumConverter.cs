using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Batchline.Engine.Failures;

/// <summary>
/// Reads and writes enums as the numbers they have always been. An unknown number is refused: no code of this program expects
/// such a value, and the next write would keep it.
/// </summary>
internal sealed class KnownEnumConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum && Enum.GetUnderlyingType(typeToConvert) == typeof(int);

    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter?)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert));

    private sealed class Of<T> : JsonConverter<T>
        where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var number = reader.GetInt32();
            var value = Unsafe.As<int, T>(ref number);
            return Enum.IsDefined(value) ? value : throw StoredEnum.Newer(typeof(T), number.ToString(CultureInfo.InvariantCulture));
        }

        // Not by Convert, which boxes: checkpoints are written with every job.
        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(Unsafe.As<T, int>(ref value));
    }
}

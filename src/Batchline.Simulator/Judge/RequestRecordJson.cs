using System.Text.Json.Serialization;

namespace Batchline.Simulator.Judge;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RequestRecord))]
internal sealed partial class RequestRecordJson : JsonSerializerContext;

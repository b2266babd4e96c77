using System.Text.Json.Serialization;
using Batchline.Simulator.Judge;

namespace Batchline.Simulator;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RequestRecord))]
[JsonSerializable(typeof(SimulatorReport))]
internal sealed partial class SimulatorJson : JsonSerializerContext;

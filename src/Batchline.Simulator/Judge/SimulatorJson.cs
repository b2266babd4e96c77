using System.Text.Json.Serialization;
using Batchline.Simulator.Reports;

namespace Batchline.Simulator.Judge;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RequestRecord))]
[JsonSerializable(typeof(SimulatorReport))]
internal sealed partial class SimulatorJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace Batchline.Simulator.Reports;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SimulatorReport))]
internal sealed partial class SimulatorReportJson : JsonSerializerContext;

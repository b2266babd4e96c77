using System.Text.Json.Serialization;
using Batchline.Engine.Operations;

namespace Batchline.Engine.Record;

[JsonSerializable(typeof(HeadBody))]
[JsonSerializable(typeof(IReadOnlyList<HeadCommand>))]
[JsonSerializable(typeof(Counters))]
internal sealed partial class HeadJsonContext : JsonSerializerContext;

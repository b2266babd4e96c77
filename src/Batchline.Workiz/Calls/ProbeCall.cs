using System.Text.Json;
using Batchline.Engine.Workiz;
using Batchline.Workiz.Answers;

namespace Batchline.Workiz.Calls;

/// <summary><c>team/all/</c>, the cheapest request that needs a good key. Who is in the team does not matter.</summary>
internal sealed class ProbeCall : Call
{
    public override string Path => "team/all/";

    public override int BodyLimit => 4 * 1024 * 1024;

    public override WorkizAnswer NoContent() => new WorkizAnswer.Alive();

    public override WorkizAnswer Read(JsonElement root) => root.ValueKind switch
    {
        JsonValueKind.Array => new WorkizAnswer.Alive(),
        JsonValueKind.Object when Envelope.Refuses(root) => Shapes.Refusal(root),
        JsonValueKind.Object when Envelope.Says(root, "flag"u8) is true || HoldsSomething(root) => new WorkizAnswer.Alive(),
        JsonValueKind.Object => Shapes.Unknown(root),
        _ => Shapes.NoEnvelope(),
    };

    // The name of the field that holds the team has not been recorded.
    private static bool HoldsSomething(JsonElement root) =>
        root.EnumerateObject().Any(property => property.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object);
}

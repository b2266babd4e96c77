using System.Text.Json;
using Batchline.Engine.Workiz;

namespace Batchline.Workiz.Answers;

/// <summary>Answers with status 2xx and nothing to store.</summary>
internal static class Shapes
{
    /// <summary>The envelope refuses.</summary>
    public static WorkizAnswer.Invalid Refusal(JsonElement envelope) => new(WithText("refused by Workiz", envelope));

    /// <summary>JSON of a shape that has not been seen from this call.</summary>
    public static WorkizAnswer.Invalid Unknown(JsonElement body) => new(WithText("an answer of unknown shape", body));

    /// <summary>A lone string, number, or null: not from the application, so it may pass.</summary>
    public static WorkizAnswer.Transient NoEnvelope() => new("an answer that is neither an object nor an array");

    private static string WithText(string heading, JsonElement body) =>
        ErrorText.Collect(body) is { Length: > 0 } text ? $"{heading}: {text}" : heading;
}

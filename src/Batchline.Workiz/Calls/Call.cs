using System.Text.Json;
using Batchline.Engine.Workiz;

namespace Batchline.Workiz.Calls;

/// <summary>One kind of request: where it is sent and what its answers mean. <see cref="AnswerReader"/> has what all kinds
/// share.</summary>
internal abstract class Call
{
    public static Call Of(WorkizCall call) => call switch
    {
        WorkizCall.GetJob get => new JobCall(get.Uuid),
        WorkizCall.ListJobs list => new ListCall(list.Query),
        WorkizCall.Probe => new ProbeCall(),
        _ => throw new InvalidOperationException($"Not a request to Workiz: {call.GetType().Name}."),
    };

    /// <summary>Path and query after the key; null if the arguments cannot be written as a path.</summary>
    public abstract string? Path { get; }

    /// <summary>The largest body that is read, in bytes after decompression.</summary>
    public abstract int BodyLimit { get; }

    /// <summary>Whether a body with an odd part is judged part by part; otherwise it counts as no answer.</summary>
    public virtual bool ReadsParts => false;

    /// <summary>What the JSON body of a 2xx answer means.</summary>
    public abstract WorkizAnswer Read(JsonElement root);

    /// <summary>What a 204 means.</summary>
    public abstract WorkizAnswer NoContent();

    /// <summary>What a 404 means.</summary>
    /// <param name="root">The JSON body; null: there is none.</param>
    /// <param name="message">Its text.</param>
    public virtual WorkizAnswer NotFound(JsonElement? root, string message) => new WorkizAnswer.Invalid(message);
}

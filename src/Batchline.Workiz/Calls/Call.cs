using System.Text.Json;
using Batchline.Engine.Workiz;

namespace Batchline.Workiz.Calls;

/// <summary>One kind of request: where it goes and what its answers mean. What all kinds share is in
/// <see cref="AnswerReader"/>.</summary>
internal abstract class Call
{
    public static Call Of(WorkizCall call) => call switch
    {
        WorkizCall.GetJob get => new JobCall(get.Uuid),
        WorkizCall.ListJobs list => new ListCall(list.Query),
        WorkizCall.Probe => new ProbeCall(),
        _ => throw new InvalidOperationException($"Not a request to Workiz: {call.GetType().Name}."),
    };

    /// <summary>Path and query below the token; null when the arguments cannot be written as a path.</summary>
    public abstract string? Path { get; }

    /// <summary>The largest body that is read, in bytes after decompression.</summary>
    public abstract int BodyLimit { get; }

    /// <summary>A body with an odd part is judged part by part; else it is no answer.</summary>
    public virtual bool ReadsParts => false;

    /// <summary>The meaning of the JSON body of a 2xx answer.</summary>
    public abstract WorkizAnswer Read(JsonElement root);

    /// <summary>The meaning of 204.</summary>
    public abstract WorkizAnswer NoContent();

    /// <summary>The meaning of 404.</summary>
    /// <param name="root">The JSON body; null: there is none.</param>
    /// <param name="message">Its words.</param>
    public virtual WorkizAnswer NotFound(JsonElement? root, string message) => new WorkizAnswer.Invalid(message);
}

using System.Text.Json;
using Batchline.Engine.Discover;

namespace Batchline.Workiz.Calls;

/// <summary>One kind of request: where it goes and what its answers mean. What all kinds share is in
/// <see cref="Answers.AnswerReader"/>.</summary>
internal abstract class Call
{
    /// <summary>Path and query below the token; null when the arguments cannot be written as a path.</summary>
    public abstract string? Path { get; }

    /// <summary>The largest body that is read, in bytes after decompression.</summary>
    public abstract int BodyLimit { get; }

    /// <summary>The meaning of the JSON body of a 2xx answer.</summary>
    public abstract WorkizAnswer Read(JsonElement root);

    /// <summary>The meaning of 204.</summary>
    public abstract WorkizAnswer NoContent();

    /// <summary>The meaning of 404 and 410.</summary>
    public abstract WorkizAnswer NotFound(string message);
}

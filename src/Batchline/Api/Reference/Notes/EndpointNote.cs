namespace Batchline.Api.Reference.Notes;

/// <summary>What the reference says of an endpoint beyond its signature. A test holds that every endpoint of the API has one.</summary>
/// <param name="Name">The name of the endpoint.</param>
internal sealed record EndpointNote(string Name)
{
    public required string Description { get; init; }
    public IReadOnlyList<ParameterNote> Query { get; init; } = [];
    public IReadOnlyList<ParameterNote> Headers { get; init; } = [];

    /// <summary>What the body is read into; null: there is none.</summary>
    public Type? Body { get; init; }

    public bool BodyRequired { get; init; } = true;

    /// <summary>JSON.</summary>
    public string? BodyExample { get; init; }

    /// <summary>JSON, or the text of a stream; null: the answer has no body.</summary>
    public string? Example { get; init; }

    /// <summary>JSON: the answer 200 of an endpoint whose usual answer is another.</summary>
    public string? OkExample { get; init; }

    /// <summary>The media type of the answer when it is not JSON.</summary>
    public string? MediaType { get; init; }

    /// <summary>The codes of refusals that are this endpoint's own; those of every endpoint are added.</summary>
    public IReadOnlyList<ProblemNote> Problems { get; init; } = [];
}

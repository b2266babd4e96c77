namespace Batchline.Api.Reference;

/// <summary>An error that an endpoint may answer with.</summary>
/// <param name="Code">One of <see cref="Errors.ErrorCodes"/>.</param>
/// <param name="When">A sentence.</param>
internal sealed record ProblemNote(int Status, string Code, string When);

using Batchline.Api.Errors;

namespace Batchline.Api.Reference.Notes;

/// <summary>An error that an endpoint may answer with.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="When">A sentence.</param>
internal sealed record ProblemNote(int Status, string Code, string When);

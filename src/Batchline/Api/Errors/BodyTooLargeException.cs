namespace Batchline.Api.Errors;

/// <summary>The body is larger than this endpoint takes.</summary>
internal sealed class BodyTooLargeException(string limit)
    : BadHttpRequestException($"The body is larger than {limit}.", StatusCodes.Status413PayloadTooLarge);

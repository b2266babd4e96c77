namespace Batchline.Api.Errors;

/// <summary>The request is malformed; thrown while it is read, before anything is done.</summary>
internal sealed class InvalidRequestException(IReadOnlyDictionary<string, string[]> errors) : Exception("The request is malformed.")
{
    public InvalidRequestException(string field, string error) : this(new Dictionary<string, string[]> { [field] = [error] })
    {
    }

    /// <summary>What is wrong, by field.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; } = errors;
}

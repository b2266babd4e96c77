namespace Batchline.Workiz.Sending;

/// <summary>The result of one request on the wire.</summary>
internal abstract record Reply
{
    private Reply()
    {
    }

    /// <summary>An answer, read to its end or to the limit (then <paramref name="TooLarge"/>, without a body).</summary>
    public sealed record Received(int Status, TimeSpan? RetryAfter, ReadOnlyMemory<byte> Body, bool TooLarge) : Reply;

    /// <summary>The request did not leave, because its time was over.</summary>
    public sealed record NotSent : Reply;

    /// <summary>No answer, or only part of one.</summary>
    public sealed record Lost(string Reason) : Reply;
}

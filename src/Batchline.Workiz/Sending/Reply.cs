namespace Batchline.Workiz.Sending;

/// <summary>What one request came to on the wire.</summary>
internal abstract record Reply
{
    private Reply()
    {
    }

    /// <summary>An answer, read to its end or to the limit (then <paramref name="TooLarge"/> and no body).</summary>
    public sealed record Received(int Status, TimeSpan? RetryAfter, ReadOnlyMemory<byte> Body, bool TooLarge) : Reply;

    /// <summary>The request did not leave: its time was over.</summary>
    public sealed record NotSent : Reply;

    /// <summary>No answer, or not all of it.</summary>
    public sealed record Lost(string Reason) : Reply;
}

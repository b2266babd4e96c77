namespace Batchline.Engine.Sending;

/// <summary>The slice's time ran out before the answer to its request came.</summary>
/// <param name="given">How long the slice waited for the answer.</param>
internal sealed class OutOfTimeException(TimeSpan given) : Exception("No answer came in the time that was left.")
{
    public TimeSpan Given { get; } = given;
}

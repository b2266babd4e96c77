namespace Batchline.Engine.Sending;

/// <summary>The time of a slice was over before the answer to its request came.</summary>
/// <param name="given">How long the answer was waited for.</param>
internal sealed class OutOfTimeException(TimeSpan given) : Exception("No answer came in the time that was left.")
{
    public TimeSpan Given { get; } = given;
}

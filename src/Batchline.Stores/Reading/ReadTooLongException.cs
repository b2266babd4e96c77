using Batchline.Engine.Failures;

namespace Batchline.Stores.Reading;

/// <summary>The read was stopped because it took too long.</summary>
public sealed class ReadTooLongException(TimeSpan longest, Exception inner)
    : StoreUnavailableException($"The read took longer than {longest.TotalSeconds:0.###} s and was stopped.", inner)
{
    /// <summary>The limit it ran into.</summary>
    public TimeSpan Longest => longest;
}

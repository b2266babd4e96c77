namespace Batchline.UnitTests.Engine.Slices;

/// <summary>Where Workiz answers so for ever. Everything else is answered well, but for <see cref="Probe"/>.</summary>
public enum EndlessPlace
{
    EveryJob,
    OneJob,
    List,
    SecondPage,

    /// <summary>And every job is refused, so that the probe is asked.</summary>
    Probe,
}

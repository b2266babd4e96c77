namespace Batchline.Engine.Chores;

/// <summary>
/// When to look again at something that costs more the more accounts there are: rarely enough that the looks take no more than a
/// hundredth of the time.
/// </summary>
public sealed class OwnPace(TimeProvider clock)
{
    private const int RestsFor = 100;

    private long _began;
    private TimeSpan? _rest;

    /// <summary>Does nothing before it is time.</summary>
    /// <param name="atLeast">From this beginning to the next.</param>
    /// <param name="look">What costs.</param>
    /// <param name="cancellationToken">Passed on.</param>
    public async Task RunAsync(TimeSpan atLeast, Func<CancellationToken, Task> look, CancellationToken cancellationToken)
    {
        if (clock.GetElapsedTime(_began) < _rest)
            return;
        _began = clock.GetTimestamp();
        try
        {
            await look(cancellationToken);
        }
        finally
        {
            var rest = RestsFor * clock.GetElapsedTime(_began);
            _rest = rest > atLeast ? rest : atLeast;
        }
    }
}

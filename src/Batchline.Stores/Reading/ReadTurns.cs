using System.Threading.Channels;

namespace Batchline.Stores.Reading;

/// <summary>Lets a limited number of callers read at once, first come, first served, and a limited number wait.</summary>
internal sealed class ReadTurns
{
    private readonly Channel<bool> _free;
    private readonly int _most;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _clock;
    private readonly string _busy;
    private int _waiting;

    /// <param name="atOnce">How many turns there are.</param>
    /// <param name="waiting">How many may wait for one.</param>
    /// <param name="patience">How long each may wait.</param>
    /// <param name="clock">Measures the patience.</param>
    /// <param name="busy">What to tell those who get no turn.</param>
    public ReadTurns(int atOnce, int waiting, TimeSpan patience, TimeProvider clock, string busy)
    {
        (_most, _patience, _clock, _busy) = (waiting, patience, clock, busy);
        _free = Channel.CreateBounded<bool>(atOnce);
        for (var turn = 0; turn < atOnce; turn++)
            _free.Writer.TryWrite(true);
    }

    /// <returns>The turn, which ends when it is disposed of.</returns>
    /// <exception cref="ReadersBusyException">No turn became free in time.</exception>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_free.Reader.TryRead(out _))
            await WaitAsync(cancellationToken);
        return new Turn(_free.Writer);
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > _most)
                throw new ReadersBusyException(_busy);
            using var late = new CancellationTokenSource(_patience, _clock);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
            await _free.Reader.ReadAsync(ending.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ReadersBusyException(_busy);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private sealed class Turn(ChannelWriter<bool> free) : IDisposable
    {
        private bool _ended;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref _ended, true))
                free.TryWrite(true);
        }
    }
}

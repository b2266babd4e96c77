using System.Collections.Concurrent;
using System.Diagnostics;

namespace Batchline.Benchmarks.Peers.OnHangfire;

/// <summary>Keeps requests of an account apart, within one process, from the start of one to the start of the next.</summary>
internal sealed class AccountPacer(TimeSpan interval)
{
    private static readonly ConcurrentDictionary<string, long> Last = new();

    public async Task WaitAsync(string account)
    {
        if (interval > TimeSpan.Zero && Last.TryGetValue(account, out var last))
        {
            // A delay may end some milliseconds early.
            while (Stopwatch.GetElapsedTime(last) is var since && since < interval)
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling((interval - since).TotalMilliseconds)));
        }
        Last[account] = Stopwatch.GetTimestamp();
    }
}

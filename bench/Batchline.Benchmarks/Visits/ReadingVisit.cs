using Batchline.Benchmarks.Callers;

namespace Batchline.Benchmarks.Visits;

/// <summary>Callers who read some paths as fast as they can, from a process of their own.</summary>
internal sealed class ReadingVisit(int callers, string what, string? token, params string[] paths) : IVisit
{
    public string Name => $"{callers} callers of {what}";

    public int? Descriptors => null;

    public string Met { get; private set; } = "";

    public async Task StayAsync(int port, CancellationToken leave)
    {
        await using var guests = await GuestProcess.StartAsync(new GuestList(port, token, [new Party(callers, paths)], []));
        await Task.Delay(Timeout.Infinite, leave).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Met = (await guests.EndAsync()).ToString();
    }
}

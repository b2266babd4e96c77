using System.Globalization;

namespace Batchline.Benchmarks.Served;

/// <summary>How busy all cores of the machine were since it was made, whoever used them.</summary>
internal sealed class Processor
{
    private const int IdleAt = 3;
    private const int WaitAt = 4;
    private readonly (double Busy, double All) _before = Read();

    /// <returns>0 to 1.</returns>
    public double Busy()
    {
        var (busy, all) = Read();
        return (busy - _before.Busy) / (all - _before.All);
    }

    private static (double Busy, double All) Read()
    {
        var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]
            .Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        var all = ticks.Sum();
        return (all - ticks[IdleAt] - ticks[WaitAt], all);
    }
}

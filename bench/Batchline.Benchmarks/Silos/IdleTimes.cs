using Batchline.Benchmarks.Reporting;
using Batchline.Simulator.Judge;

namespace Batchline.Benchmarks.Silos;

/// <summary>The longest time that each account waited between two of its requests, in seconds.</summary>
internal sealed record IdleTimes(IReadOnlyList<double> Longest)
{
    /// <summary>An account that is not at work waits longer than this.</summary>
    private const double AtWork = 2;

    /// <summary>Of those that waited for longer than they do at work, in seconds; 0 when none did.</summary>
    public double Median => Waiting.Count > 0 ? Statistics.Median(Waiting) : 0;

    /// <summary>Of all accounts, in seconds.</summary>
    public double P99 => Statistics.Percentile(Longest, 0.99);

    /// <summary>In seconds.</summary>
    public double Most => Longest.Max();

    private List<double> Waiting => [.. Longest.Where(seconds => seconds > AtWork)];

    /// <param name="requests">In order of arrival. The last of them ends the time of those that were not heard of any more.</param>
    /// <param name="accounts">How many there are.</param>
    public static IdleTimes Of(IReadOnlyList<RequestRecord> requests, int accounts)
    {
        var (last, longest) = (new double[accounts], new double[accounts]);
        Array.Fill(last, requests[0].ArrivedMs);
        foreach (var request in requests)
            Note(request.Account, request.ArrivedMs);
        for (var account = 0; account < accounts; account++)
            Note(account, requests[^1].ArrivedMs);
        return new IdleTimes([.. longest.Select(milliseconds => milliseconds / 1e3)]);

        void Note(int account, double now)
        {
            longest[account] = Math.Max(longest[account], now - last[account]);
            last[account] = now;
        }
    }

    public override string ToString() =>
        $"median {Median:0.0} s of {Waiting.Count} that waited over {AtWork:0} s, p99 of all {Longest.Count} {P99:0.0} s, most {Most:0.0} s";
}

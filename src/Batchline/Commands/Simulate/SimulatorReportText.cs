using System.Globalization;
using Batchline.Simulator;

namespace Batchline.Commands.Simulate;

/// <summary>What the simulator says on the console.</summary>
internal static class SimulatorReportText
{
    private const int ViolationsShown = 20;

    public static async Task WriteStartAsync(TextWriter output, WorkizSimulator simulator)
    {
        await output.WriteLineAsync($"The simulator listens on {simulator.BaseUrl}");
        await output.WriteLineAsync("The keys of its accounts:");
        foreach (var token in simulator.Tokens)
            await output.WriteLineAsync("  " + token);
        await output.WriteLineAsync("Ctrl-C ends it with a report.");
    }

    public static async Task WriteEndAsync(TextWriter output, WorkizSimulator simulator)
    {
        var report = simulator.Report;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"Requests: {report.Requests} ({Counts(report.ByKind)}); by status: {Counts(report.ByStatus)}"));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Most in flight at once per account: {report.InFlightMaximum}; smallest gap: {report.SmallestGapMs ?? 0:0} ms; early arrivals: {report.EarlyShare:0.00%}"));
        if (report.ByFault.Count > 0)
            await output.WriteLineAsync($"Faults: {Counts(report.ByFault)}");
        foreach (var violation in simulator.Verdict.Violations.Take(ViolationsShown))
            await output.WriteLineAsync("Violation: " + violation);
        await output.WriteLineAsync(simulator.Verdict.Ok ? "Verdict: all rules were kept." : "Verdict: rules were violated.");
    }

    private static string Counts<TKey>(IReadOnlyDictionary<TKey, long> counts) =>
        string.Join(", ", counts.Select(pair => $"{pair.Key} {pair.Value}"));
}

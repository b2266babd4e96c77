using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Batchline.Benchmarks.Reporting;

/// <summary>Keeps a table under <c>bench/results</c>, with what it was measured on.</summary>
internal static class ResultFile
{
    /// <returns>Where it was written, or why it was not.</returns>
    public static string Write(IReadOnlyList<Figure> figures, bool complete, bool quick)
    {
        if (!complete || quick)
            return "Not kept: only a complete run without --quick is.";
        var path = Path.Combine(Repository.Directory("bench/results"), $"{DateTime.UtcNow:yyyy-MM-dd}-{Environment.MachineName}.md");
        File.WriteAllText(path, Text(figures));
        return path;
    }

    private static string Text(IReadOnlyList<Figure> figures)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {Environment.MachineName}

            {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}.
            Load at the end: {Load()}. Ratios come from one run with both sides interleaved.

            | figure | measured | aim | verdict |
            |---|---|---|---|

            """);
        foreach (var figure in figures)
            text.Append(CultureInfo.InvariantCulture, $"| {figure.Name} | {figure.Measured} | {figure.Aim} | {Verdict(figure)} |\n");
        return text.ToString();
    }

    private static string Verdict(Figure figure) => figure.Ok switch { true => "met", false => "short", null => "" };

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Trim() : "unknown";
}

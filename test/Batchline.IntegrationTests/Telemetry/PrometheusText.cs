using System.Globalization;
using System.Text.RegularExpressions;

namespace Batchline.IntegrationTests.Telemetry;

/// <summary>
/// Reads the Prometheus text format strictly: every line in its form, a type before its samples, a family in one place, no
/// sample twice, buckets that only grow and end with the count.
/// </summary>
internal sealed partial class PrometheusText
{
    private readonly Dictionary<string, string> _types = [];
    private readonly Dictionary<(string Name, string Labels), double> _samples = [];

    public IEnumerable<string> Families => _types.Keys;

    public IEnumerable<string> Labels => _samples.Keys.Select(key => key.Labels).Where(labels => labels.Length > 0);

    public static PrometheusText Parse(string text)
    {
        text.ShouldEndWith("\n");
        var parsed = new PrometheusText();
        var family = "";
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            family = line.StartsWith('#') ? parsed.ReadComment(line, family) : parsed.ReadSample(line, family);
        parsed.CheckHistograms();
        return parsed;
    }

    /// <summary>The sum of the samples of a name that carry a label.</summary>
    public double Value(string name, string label = "") =>
        _samples.Where(sample => sample.Key.Name == name && sample.Key.Labels.Contains(label)).Sum(sample => sample.Value);

    public bool Has(string name) => _samples.Keys.Any(key => key.Name == name);

    private string ReadComment(string line, string family)
    {
        if (line == "# EOF")
            return family;
        var match = Comment().Match(line);
        match.Success.ShouldBeTrue(line);
        var name = match.Groups["name"].Value;
        if (match.Groups["word"].Value == "TYPE")
        {
            match.Groups["text"].Value.ShouldBeOneOf("counter", "gauge", "histogram", "summary", "untyped");
            _types.TryAdd(name, match.Groups["text"].Value).ShouldBeTrue($"{name} has two types");
        }

        return name;
    }

    private string ReadSample(string line, string family)
    {
        var match = Sample().Match(line);
        match.Success.ShouldBeTrue(line);
        var name = match.Groups["name"].Value;
        FamilyOf(name).ShouldBe(family, $"{line} stands apart from its family");
        var value = match.Groups["value"].Value switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            "NaN" => double.NaN,
            var number => double.Parse(number, CultureInfo.InvariantCulture),
        };
        _samples.TryAdd((name, match.Groups["labels"].Value), value).ShouldBeTrue($"{line} is there twice");
        return family;
    }

    private string FamilyOf(string name)
    {
        var bare = Part().Replace(name, "");
        return _types.GetValueOrDefault(bare) == "histogram" ? bare : name;
    }

    private void CheckHistograms()
    {
        foreach (var name in _types.Where(type => type.Value == "histogram").Select(type => type.Key))
        {
            var buckets = _samples.Where(sample => sample.Key.Name == name + "_bucket")
                .GroupBy(sample => Bound().Replace(sample.Key.Labels, ""));
            foreach (var series in buckets)
            {
                var counts = series.OrderBy(bucket => BoundOf(bucket.Key.Labels)).Select(bucket => bucket.Value).ToList();
                counts.SequenceEqual(counts.Order()).ShouldBeTrue($"{name}{{{series.Key}}} falls");
                BoundOf(series.MaxBy(bucket => BoundOf(bucket.Key.Labels)).Key.Labels).ShouldBe(double.PositiveInfinity);
            }
        }
    }

    private static double BoundOf(string labels)
    {
        var text = Bound().Match(labels).Groups["bound"].Value;
        return text == "+Inf" ? double.PositiveInfinity : double.Parse(text, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("^# (?<word>HELP|TYPE|UNIT) (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<text>.+)$")]
    private static partial Regex Comment();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>([a-zA-Z_][a-zA-Z0-9_]*="(\\[\\"n]|[^"\\\n])*",?)*)\})? (?<value>[+-]Inf|NaN|-?[0-9.]+([eE][+-]?[0-9]+)?)( [0-9]+)?$""")]
    private static partial Regex Sample();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Part();

    [GeneratedRegex(""",?le="(?<bound>[^"]*)",?""")]
    private static partial Regex Bound();
}

namespace Batchline.IntegrationTests.Processes;

/// <summary>How many commands were taken and refused, and how the operations ended.</summary>
internal sealed class ControlTally
{
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public void Add(string what) => _counts[what] = _counts.GetValueOrDefault(what) + 1;

    public override string ToString() => string.Join(", ", _counts.Select(count => $"{count.Value} {count.Key}"));
}

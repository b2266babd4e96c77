namespace Batchline.Benchmarks.Wires;

/// <summary>What came back for one request.</summary>
/// <param name="RetryAfter">Whether the answer said when to come again.</param>
internal readonly record struct WireAnswer(int Status, bool RetryAfter, long Bytes);

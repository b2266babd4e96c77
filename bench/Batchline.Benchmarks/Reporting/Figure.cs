namespace Batchline.Benchmarks.Reporting;

/// <summary>One line of the table.</summary>
/// <param name="Ok">Null: reported, without a verdict.</param>
internal sealed record Figure(string Name, string Measured, string Aim, bool? Ok);

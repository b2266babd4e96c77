namespace Batchline.Rehearsal.Runs;

/// <summary>How one account fared.</summary>
/// <param name="Refused">Answers 429 among the calls.</param>
/// <param name="Took">Until its last job was done.</param>
internal sealed record RehearsedPart(string Name, long Jobs, int Calls, int Refused, TimeSpan Took);

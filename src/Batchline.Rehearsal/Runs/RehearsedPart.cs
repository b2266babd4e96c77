namespace Batchline.Rehearsal.Runs;

/// <summary>How the rehearsal went for one account.</summary>
/// <param name="Refused">How many of the calls were answered with 429.</param>
/// <param name="Took">Until its last job was done.</param>
internal sealed record RehearsedPart(string Name, long Jobs, int Calls, int Refused, TimeSpan Took);

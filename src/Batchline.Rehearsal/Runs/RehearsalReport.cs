using Batchline.Engine.Operations;

namespace Batchline.Rehearsal.Runs;

/// <summary>How a rehearsal went.</summary>
internal sealed record RehearsalReport(OperationStatus Status, TimeSpan Took, IReadOnlyList<RehearsedPart> Accounts);

using Batchline.Engine.Ids;

namespace Batchline.Engine.Records;

/// <summary>A place in the order of the job list. <paramref name="JobDateTime"/> is "" for unscheduled jobs, which come last.</summary>
public sealed record JobPosition(string JobDateTime, AccountId AccountId, string Uuid);

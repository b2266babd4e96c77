namespace Batchline.Engine.Records;

/// <summary>A position in the job list. <paramref name="JobDateTime"/> is "" for unscheduled jobs, which come last.</summary>
public sealed record JobPosition(string JobDateTime, AccountId AccountId, string Uuid);

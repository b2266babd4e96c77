using Batchline.Engine.Accounts;

namespace Batchline.Engine.Record;

/// <summary>A place in the order of the job list. <paramref name="JobDateTime"/> is "" for unscheduled jobs, which come last.</summary>
public sealed record JobPosition(string JobDateTime, AccountId AccountId, string Uuid);

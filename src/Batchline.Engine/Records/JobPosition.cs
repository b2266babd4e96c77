namespace Batchline.Engine.Records;

/// <summary>A position in the job list. <paramref name="JobDateTime"/> is "" for unscheduled jobs, which come last.</summary>
public sealed record JobPosition(string JobDateTime, AccountId AccountId, string Uuid)
{
    /// <summary>Jobs are sorted by no more of it. Indexes and cursors take only short texts, and no time is that long.</summary>
    public const int MostTime = 100;

    public static string TimeOf(string jobDateTime) => jobDateTime.Length <= MostTime ? jobDateTime : jobDateTime[..MostTime];
}

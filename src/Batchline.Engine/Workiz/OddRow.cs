namespace Batchline.Engine.Workiz;

/// <summary>A row of the job list that cannot be taken as a job.</summary>
/// <param name="Page">The page it was on, from 1.</param>
/// <param name="Row">Its position on that page, from 1.</param>
/// <param name="Reason">What is wrong with it, for people.</param>
public sealed record OddRow(int Page, int Row, string Reason);

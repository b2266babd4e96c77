using System.Globalization;
using Batchline.Engine.Records;
using Batchline.Stores.Memory.Connection;
using Batchline.Stores.Rules;

namespace Batchline.Stores.Memory.Records;

/// <summary>Which jobs a selection or a query means.</summary>
internal static class JobFilters
{
    public static bool Selects(JobSelection selection, MemoryJob job)
    {
        if (selection is { NotSeenIn: null, Unlisted: false })
            return true;
        var from = selection.WindowFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var inWindow = CodePointOrder.Instance.Compare(job.Facts.JobDateTime, from) >= 0;
        var seen = selection.NotSeenIn is null || job.Job.Sync.SeenIn == selection.NotSeenIn;
        if (seen && (inWindow || !selection.Unlisted))
            return false;
        return selection.Full
            || inWindow
            || job.Facts.JobDateTime.Length == 0
            || job.Facts.IsOpen
            || job.Job.Sync.CheckedAt is null
            || job.Job.Sync.CheckedAt < selection.CheckedBefore;
    }

    public static bool Matches(JobQuery query, MemoryJob job)
    {
        var (facts, sync) = (job.Facts, job.Job.Sync);
        return (query.Status is null || facts.Status == query.Status)
            && (query.From is null || CodePointOrder.Instance.Compare(facts.JobDateTime, query.From) >= 0)
            && (query.To is null || IsUpTo(facts.JobDateTime, query.To))
            && (query.Text is null || HasWords(job, query.Text))
            && (query.Missing is null || sync.MissingSince is not null == query.Missing)
            && (query.ChangedSince is null || sync.ChangedAt >= query.ChangedSince)
            && (query.After is null || IsBehind(job, query.After));
    }

    private static bool HasWords(MemoryJob job, string text)
    {
        var words = JobWords.Of(job.Job.Document);
        return JobWords.Wanted(text) is { Count: > 0 } wanted
            && wanted.All(beginning => words.Any(word => word.StartsWith(beginning, StringComparison.Ordinal)));
    }

    private static bool IsUpTo(string dateTime, string to) =>
        dateTime.Length > 0 && CodePointOrder.Instance.Compare(dateTime, JobFacts.InclusiveEnd(to)) <= 0;

    private static bool IsBehind(MemoryJob job, JobPosition after)
    {
        var order = CodePointOrder.Instance.Compare(after.JobDateTime, job.Facts.JobDateTime);
        if (order == 0)
            order = CodePointOrder.Instance.Compare(job.Job.AccountId.Value, after.AccountId.Value);
        if (order == 0)
            order = CodePointOrder.Instance.Compare(job.Job.Document.Uuid, after.Uuid);
        return order > 0;
    }
}

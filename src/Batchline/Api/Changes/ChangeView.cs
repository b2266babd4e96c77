using Batchline.Api.Requests;
using Batchline.Engine.Changes;

namespace Batchline.Api.Changes;

/// <summary>A change of a stored job.</summary>
/// <param name="Kind"><c>added</c>, <c>changed</c>, <c>missing</c> or <c>back</c>.</param>
/// <param name="ChangedFields">Top-level fields of Workiz that differ.</param>
/// <param name="At">When Workiz answered.</param>
internal sealed record ChangeView(string AccountId, string Uuid, string Kind, IReadOnlyList<string> ChangedFields, DateTimeOffset At)
{
    public static ChangeView Of(JobChange change) => new(
        change.AccountId.Value, change.Uuid, Names<ChangeKind>.Of(change.Kind), change.ChangedFields, change.At);
}

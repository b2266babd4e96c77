namespace Batchline.Api.BatchMap;

/// <summary>All batches of an operation in a few kilobytes.</summary>
/// <param name="Accounts">In the order of their ids.</param>
/// <param name="Timeline">Null: no batch ended yet.</param>
/// <param name="More">There are more batches than are told: ask account by account.</param>
internal sealed record BatchMapView(IReadOnlyList<AccountBatchesView> Accounts, TimelineView? Timeline, bool More);

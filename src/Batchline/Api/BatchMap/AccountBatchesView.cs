namespace Batchline.Api.BatchMap;

/// <param name="Statuses">
/// One letter for each batch, from number 1: <c>p</c> pending, <c>r</c> processing, <c>c</c> completed, <c>e</c> completed with
/// errors, <c>f</c> failed, <c>x</c> cancelled.
/// </param>
internal sealed record AccountBatchesView(string AccountId, string Statuses);

namespace Batchline.Api.BatchProgress;

internal sealed record CallCountsView(long Total, long RateLimited, long Retried);

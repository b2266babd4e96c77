namespace Batchline.Api.BatchProgress;

internal sealed record AccountCountsView(int Total, int Processing, int Completed, int Paused, int Blocked, int Cancelled);

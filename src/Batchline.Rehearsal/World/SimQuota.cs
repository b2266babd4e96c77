namespace Batchline.Rehearsal.World;

/// <summary>The number of calls allowed in any window.</summary>
internal sealed record SimQuota(int Calls, TimeSpan Window);

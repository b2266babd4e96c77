namespace Batchline.Rehearsal.World;

/// <summary>So many calls in any window.</summary>
internal sealed record SimQuota(int Calls, TimeSpan Window);

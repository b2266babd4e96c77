namespace Batchline.Cluster.Membership;

/// <summary>A vote that a silo is dead.</summary>
/// <param name="By">The address of the silo that voted.</param>
/// <param name="At">When.</param>
internal sealed record StoredSuspicion(string By, DateTime At);

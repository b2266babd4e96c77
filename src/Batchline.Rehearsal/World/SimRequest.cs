namespace Batchline.Rehearsal.World;

/// <summary>A request on its way.</summary>
internal sealed class SimRequest(bool isWithinQuota)
{
    public bool IsWithinQuota => isWithinQuota;

    /// <summary>Another of the same account came meanwhile.</summary>
    public bool IsOverlapped { get; set; }
}

namespace Batchline.Rehearsal.World;

/// <summary>A request in flight.</summary>
internal sealed class SimRequest(bool isWithinQuota)
{
    public bool IsWithinQuota => isWithinQuota;

    /// <summary>Another request of the same account came before this one was answered.</summary>
    public bool IsOverlapped { get; set; }
}

namespace Batchline.Workiz.Sending;

/// <summary>Where a request is sent. The true address contains the key; <paramref name="shown"/> has stars in its place.</summary>
internal sealed class WorkizAddress(Uri shown, Uri secret)
{
    public Uri Shown => shown;

    /// <summary>The true address, only for the connection.</summary>
    public Uri Reveal() => secret;

    public override string ToString() => shown.ToString();
}

namespace Batchline.Workiz.Sending;

/// <summary>Where a request goes. The true address holds the token; <paramref name="shown"/> has stars in its place.</summary>
internal sealed class WorkizAddress(Uri shown, Uri secret)
{
    public Uri Shown => shown;

    /// <summary>The true address: for the connection only.</summary>
    public Uri Reveal() => secret;

    public override string ToString() => shown.ToString();
}

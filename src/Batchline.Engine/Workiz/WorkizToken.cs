namespace Batchline.Engine.Workiz;

/// <summary>A decrypted Workiz key. It prints as stars, so that no log, trace, or error can show it.</summary>
public sealed class WorkizToken(string value)
{
    /// <summary>The key itself: only for the request's path and for fingerprints.</summary>
    public string Reveal() => value;

    public override string ToString() => "***";
}

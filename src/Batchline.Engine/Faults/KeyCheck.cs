namespace Batchline.Engine.Faults;

/// <summary>A new key that is being checked against jobs that the account is known to have.</summary>
/// <param name="Fingerprint">The new key's fingerprint.</param>
/// <param name="Left">Known jobs still to be requested; the first one found settles it.</param>
public sealed record KeyCheck(string Fingerprint, IReadOnlyList<string> Left)
{
    /// <summary>At least one job was not found with the new key.</summary>
    public bool AnyGone { get; init; }

    /// <summary>How many answers in a row said nothing about the key, although Workiz answered the probe.</summary>
    public int InVain { get; init; }
}

namespace Batchline.Engine.Faults;

/// <summary>A new key of an account that is being held against jobs the account is known to have.</summary>
/// <param name="Fingerprint">Of the new key.</param>
/// <param name="Left">Known jobs that are still to be asked for; the first one found settles it.</param>
public sealed record KeyCheck(string Fingerprint, IReadOnlyList<string> Left)
{
    /// <summary>A job was not found with the new key.</summary>
    public bool AnyGone { get; init; }

    /// <summary>Answers in a row that said nothing about the key, although Workiz answered the probe.</summary>
    public int InVain { get; init; }
}

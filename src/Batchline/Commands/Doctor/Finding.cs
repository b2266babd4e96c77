namespace Batchline.Commands.Doctor;

/// <summary>What one check found.</summary>
/// <param name="Says">What is, in a sentence.</param>
/// <param name="Do">What to do about it; null: nothing.</param>
internal sealed record Finding(string Check, Severity Verdict, string Says, string? Do = null)
{
    public static Finding Good(string check, string says) => new(check, Severity.Good, says);

    public static Finding Odd(string check, string says, string todo) => new(check, Severity.Odd, says, todo);

    public static Finding Bad(string check, string says, string todo) => new(check, Severity.Bad, says, todo);
}

namespace Batchline.Engine.Slices;

/// <summary>How the test of an account's key ended.</summary>
public abstract record KeyTestResult
{
    private KeyTestResult()
    {
    }

    public sealed record Answered(bool Ok, string Message) : KeyTestResult
    {
        /// <summary>Workiz refused the key. If neither this nor <see cref="Ok"/> is true, the answer says nothing about it.</summary>
        public bool Refused { get; init; }
    }

    /// <summary>The account is held by a slice that did not get to the test in time.</summary>
    public sealed record Leased : KeyTestResult;
}

namespace Batchline.Commands.Drive;

/// <summary>What became of one call for a tick.</summary>
internal abstract record TickOutcome
{
    private TickOutcome()
    {
    }

    public sealed record Done(int Accounts, int Jobs, int RemainingDue) : TickOutcome
    {
        public bool Nothing => Accounts == 0 && RemainingDue == 0;
    }

    /// <summary>It may be better later.</summary>
    public sealed record Failed(string Reason, TimeSpan? RetryAfter) : TickOutcome;

    /// <summary>It will not get better by itself.</summary>
    public sealed record Refused(string Reason) : TickOutcome;
}

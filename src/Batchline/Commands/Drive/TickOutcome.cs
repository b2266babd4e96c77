using Batchline.Api.Cron;

namespace Batchline.Commands.Drive;

/// <summary>What became of one call for a tick.</summary>
internal abstract record TickOutcome
{
    private TickOutcome()
    {
    }

    /// <param name="OpenOperations">Null: not asked.</param>
    public sealed record Done(TickView Tick, int? OpenOperations) : TickOutcome
    {
        public bool Nothing => Tick is { Accounts: 0, RemainingDue: 0 };
    }

    /// <summary>It may be better later.</summary>
    public sealed record Failed(string Reason) : TickOutcome;
}

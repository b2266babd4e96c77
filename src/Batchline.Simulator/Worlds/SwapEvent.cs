namespace Batchline.Simulator.Worlds;

/// <summary>The token answers another account's jobs from now on, as after a mix-up of keys.</summary>
public sealed record SwapEvent : AccountEvent
{
    public required int With { get; init; }

    internal override IEnumerable<string> FindFaults(SimulatorOptions options) =>
        base.FindFaults(options).Concat(UnknownAccount(With, options));

    internal override void Apply(World world, Account account) => account.AnswersFor = world.Accounts[With];
}

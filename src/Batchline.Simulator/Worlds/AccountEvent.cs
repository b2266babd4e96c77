namespace Batchline.Simulator.Worlds;

/// <summary>An event of one account, or of all of them.</summary>
public abstract record AccountEvent : ScenarioEvent
{
    /// <summary>The account's place in the simulator's tokens, from 0; all accounts when null.</summary>
    public int? Account { get; init; }

    internal override IEnumerable<string> FindFaults(SimulatorOptions options) =>
        base.FindFaults(options).Concat(UnknownAccount(Account, options));

    internal sealed override void Apply(World world)
    {
        foreach (var account in Account is { } number ? [world.Accounts[number]] : world.Accounts)
        {
            lock (account.Gate)
                Apply(world, account);
        }
    }

    internal abstract void Apply(World world, Account account);

    private protected static IEnumerable<string> UnknownAccount(int? number, SimulatorOptions options) =>
        number is { } named && (named < 0 || named >= options.Accounts)
            ? [$"An event names account {named}; there are 0 to {options.Accounts - 1}."]
            : [];
}

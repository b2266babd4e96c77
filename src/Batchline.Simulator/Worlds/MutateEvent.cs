namespace Batchline.Simulator.Worlds;

/// <summary>Jobs change, move, appear and vanish, by the weights of <see cref="SimulatorOptions.Mutations"/>.</summary>
public sealed record MutateEvent : AccountEvent
{
    /// <summary>How many mutations of each account.</summary>
    public int Count { get; init; } = 1;

    internal override void Apply(World world, Account account) => account.Mutator.Mutate(Count);
}

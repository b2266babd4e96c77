namespace Batchline.Simulator.Worlds;

/// <summary>The pace that S2 is judged by changes.</summary>
public sealed record PaceEvent : AccountEvent
{
    public required TimeSpan MinInterval { get; init; }

    internal override void Apply(World world, Account account) =>
        account.Watch.Rules = account.Watch.Rules with { MinInterval = MinInterval };
}

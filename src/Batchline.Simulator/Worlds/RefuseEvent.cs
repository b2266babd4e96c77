namespace Batchline.Simulator.Worlds;

/// <summary>The token is refused from now on.</summary>
public sealed record RefuseEvent : AccountEvent
{
    internal override void Apply(World world, Account account) => account.Refused = true;
}

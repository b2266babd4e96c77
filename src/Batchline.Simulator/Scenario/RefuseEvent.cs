using Batchline.Simulator.Accounts;

namespace Batchline.Simulator.Scenario;

/// <summary>The token is refused from now on.</summary>
public sealed record RefuseEvent : AccountEvent
{
    internal override void Apply(World world, Account account) => account.Refused = true;
}

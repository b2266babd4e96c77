using Batchline.Engine.Doors;
using Batchline.Engine.Ids;
using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Variants;

/// <summary>The doors of a cluster without one of the leader's rules about them.</summary>
internal sealed class BrokenDoors(IDoors inner, SimWorld world) : IDoors
{
    private readonly HashSet<AccountId> _handed = [];

    public IReadOnlyList<string> Living => inner.Living;

    public static IDoors Of(IDoors doors, SimWorld world) =>
        world.Variant is Variant.HandedOverOnce or Variant.SilenceIsAnAnswer ? new BrokenDoors(doors, world) : doors;

    public async Task<DoorAnswer> HandAsync(string door, Handover handover, CancellationToken cancellationToken)
    {
        if (world.Variant == Variant.SilenceIsAnAnswer)
        {
            var answer = inner.HandAsync(door, handover, cancellationToken);
            return await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(500), world.Clock, cancellationToken)) == answer
                ? await answer
                : new DoorAnswer(0, 0, IsOpen: true);
        }

        return await inner.HandAsync(door, handover with { Accounts = [.. handover.Accounts.Where(_handed.Add)] }, cancellationToken);
    }
}

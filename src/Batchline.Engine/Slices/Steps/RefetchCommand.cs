using Batchline.Engine.Heads;
using Batchline.Engine.Slices.Context;

namespace Batchline.Engine.Slices.Steps;

/// <summary>Removes a hint from the queue and notes its job. After that, another hint about the same job is a new one.</summary>
internal sealed class RefetchCommand
{
    public static async Task<SliceEnd?> RunAsync(Slice slice, HeadCommand command)
    {
        var noted = command.Uuid is { } uuid && slice.Body.Refetches.All(refetch => refetch.Uuid != uuid)
            ? slice.Body with { Refetches = [.. slice.Body.Refetches, new Refetch(uuid, 0)] }
            : slice.Body;
        await slice.CommitAsync(slice.Draft(noted) with { HandledCommands = [command.Id] });
        return null;
    }
}

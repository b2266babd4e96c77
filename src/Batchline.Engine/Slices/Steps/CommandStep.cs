using Batchline.Engine.Heads;
using Batchline.Engine.Slices.Context;

namespace Batchline.Engine.Slices.Steps;

/// <summary>Carries out the first of the queued commands.</summary>
internal sealed class CommandStep(RetryCommand retry)
{
    public Task<SliceEnd?> RunAsync(Slice slice)
    {
        // A key test sends a request and may have to wait for its turn, so commands that send nothing come first.
        var commands = slice.Lease.Head.Commands;
        var command = commands.FirstOrDefault(queued => queued.Kind != HeadCommandKind.TestKey) ?? commands[0];
        return command.Kind switch
        {
            HeadCommandKind.RetryBatch => retry.RunAsync(slice, command),
            HeadCommandKind.TestKey => TestKeyCommand.RunAsync(slice, command),
            HeadCommandKind.Refetch => RefetchCommand.RunAsync(slice, command),
            HeadCommandKind.Unblock => UnblockCommand.RunAsync(slice, command),
            _ => throw new InvalidOperationException($"Unknown command {command.Kind}."),
        };
    }
}

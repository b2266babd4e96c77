using Batchline.Engine.Record;

namespace Batchline.Engine.Slices.Steps;

/// <summary>Carries out the first of the queued commands.</summary>
internal sealed class CommandStep(RetryCommand retry, TestKeyCommand testKey) : ISliceStep
{
    public SliceWork Work => SliceWork.Command;

    public Task<SliceEnd?> RunAsync(Slice slice)
    {
        var command = slice.Lease.Head.Commands[0];
        return command.Kind switch
        {
            HeadCommandKind.RetryBatch => retry.RunAsync(slice, command),
            HeadCommandKind.TestKey => testKey.RunAsync(slice, command),
            HeadCommandKind.Refetch => RefetchCommand.RunAsync(slice, command),
            HeadCommandKind.Unblock => UnblockCommand.RunAsync(slice, command),
            _ => throw new InvalidOperationException($"Unknown command {command.Kind}."),
        };
    }
}

using Batchline.Engine.Faults;
using Batchline.Engine.Heads;
using Batchline.Engine.Slices.Context;

namespace Batchline.Engine.Slices.Steps;

/// <summary>A person set a new key, or wants the account to be tried again; with force, its key is trusted.</summary>
internal static class UnblockCommand
{
    public static async Task<SliceEnd?> RunAsync(Slice slice, HeadCommand command)
    {
        var body = slice.Body with { Blocked = null, KeyCheck = null, Trouble = TroublePolicy.Fresh(slice.Body.Trouble) };
        if (command.Force)
        {
            body = slice.Trusting(body);
            if (body.Run is { } run)
                body = body with { Run = run with { First = run.First with { Trusted = true } } };
        }
        await slice.CommitAsync(slice.Draft(body) with { HandledCommands = [command.Id] });

        // This slice may have read the old key, so let the next one read it again.
        return SliceEnd.DueNow;
    }
}

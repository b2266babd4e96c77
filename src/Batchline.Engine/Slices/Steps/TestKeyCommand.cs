using Batchline.Engine.Faults;
using Batchline.Engine.Heads;
using Batchline.Engine.Slices.Context;
using Batchline.Engine.Workiz;

namespace Batchline.Engine.Slices.Steps;

/// <summary>Sends one probe within the account's pace and leaves the answer in the head.</summary>
internal static class TestKeyCommand
{
    private const int ResultsKept = 5;

    public static async Task<SliceEnd?> RunAsync(Slice slice, HeadCommand command)
    {
        var answer = await slice.SendAsync(new WorkizCall.Probe(), Slice.TestPatience);
        var result = answer switch
        {
            // The wait is too long: the caller will remove the command.
            null => null,
            WorkizAnswer.Alive or WorkizAnswer.TooLarge => new CommandResult(command.Id, true, "Workiz accepted the key."),
            WorkizAnswer.Refused refused => new CommandResult(command.Id, false, refused.Message) { Refused = true },
            WorkizAnswer.QuotaReached => new CommandResult(command.Id, true, "Workiz accepted the key, but its quota is used up for now."),
            WorkizAnswer.Transient transient => new CommandResult(command.Id, false, $"Workiz could not be asked: {transient.Message}"),
            _ => new CommandResult(command.Id, false, AnswerTable.MessageOf(answer)),
        };
        if (result is null)
            return new SliceEnd(slice.Lease.Sending.UntilNext, slice.Body.Run?.WaitingReason);

        await slice.CommitAsync(slice.Draft(slice.Body with { Results = [.. slice.Body.Results.TakeLast(ResultsKept - 1), result] }) with { HandledCommands = [command.Id] });
        return null;
    }
}

using Batchline.Engine.Discover;
using Batchline.Engine.Record;

namespace Batchline.Engine.Slices.Steps;

/// <summary>Sends one probe within the account's pace and leaves the answer in the head.</summary>
internal sealed class TestKeyCommand(IWorkizApi api)
{
    private const int ResultsKept = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<SliceEnd?> RunAsync(Slice slice, HeadCommand command)
    {
        var answer = await slice.SendAsync(api.ProbeAsync, Patience);
        var result = answer switch
        {
            // Too long to wait: whoever asked takes the command back.
            null => null,
            WorkizAnswer.Alive => new CommandResult(command.Id, true, "Workiz accepted the key."),
            WorkizAnswer.Refused refused => new CommandResult(command.Id, false, refused.Message) { Refused = true },
            WorkizAnswer.QuotaReached => new CommandResult(command.Id, true, "Workiz accepted the key, but its quota is used up for now."),
            WorkizAnswer.Transient transient => new CommandResult(command.Id, false, $"Workiz could not be asked: {transient.Message}"),
            WorkizAnswer.Invalid invalid => new CommandResult(command.Id, false, invalid.Message),
            _ => throw new InvalidOperationException($"Not an answer to a probe: {answer.GetType().Name}."),
        };
        if (result is null)
            return new SliceEnd(slice.Lease.UntilNextSend);

        var parts = slice.Parts(slice.Body with { Results = [.. slice.Body.Results.TakeLast(ResultsKept - 1), result] });
        await slice.CommitAsync(parts with { Head = parts.Head with { HandledCommands = [command.Id] } });
        return null;
    }
}

using Batchline.Engine.Heads;
using Batchline.Engine.Slices.Context;

namespace Batchline.Engine.Slices;

/// <summary>
/// Tests a key within the pace of its account. The test is a command in the head, so that the lease holder sends it; if there
/// is none, this process runs a slice for it.
/// </summary>
public sealed class KeyTester(IHeadStore heads, IHeadInbox inbox, SliceRunner slices, IdGenerator ids, TimeProvider clock)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    public async Task<KeyTestResult> TestAsync(AccountId id, CancellationToken cancellationToken)
    {
        var command = new HeadCommand { Id = ids.Next(), Kind = HeadCommandKind.TestKey };
        KeyTestResult? result = null;
        try
        {
            await inbox.AppendAsync([id], command, cancellationToken);
            var begun = clock.GetTimestamp();
            do
            {
                await slices.RunAsync(id, TimeSpan.Zero, null, cancellationToken);
                if ((result = await ResultAsync(id, command, cancellationToken)) is not null)
                    return result;
                await Task.Delay(LookEvery, clock, cancellationToken);
            }
            while (clock.GetElapsedTime(begun) < Slice.TestPatience);
        }
        finally
        {
            // Also if the caller has gone: otherwise the request would still be sent, and its answer would not be read.
            if (result is null)
                await inbox.RemoveAsync(id, command.Id, CancellationToken.None);
        }
        return await ResultAsync(id, command, cancellationToken) ?? new KeyTestResult.Leased();
    }

    private async Task<KeyTestResult?> ResultAsync(AccountId id, HeadCommand command, CancellationToken cancellationToken)
    {
        var found = await heads.ReadAsync([id], cancellationToken);
        return found.SelectMany(head => head.Body.Results).FirstOrDefault(result => result.CommandId == command.Id) is { } result
            ? new KeyTestResult.Answered(result.Ok, result.Message) { Refused = result.Refused }
            : null;
    }
}

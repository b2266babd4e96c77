using Batchline.Engine.Sending;
using Batchline.Engine.Workiz;

namespace Batchline.UnitTests.Engine.Slices;

/// <summary>Requests that leave as soon as they are begun.</summary>
internal static class LeavingRequests
{
    public static Task<WorkizAnswer?> SendAsync(
        this PacedSender sender, Func<CancellationToken, Task<WorkizAnswer>> request, TimeSpan patience, TimeSpan answerBy, CancellationToken stop) =>
        sender.SendAsync(
            (leave, abort) => leave() ? request(abort) : Task.FromResult<WorkizAnswer>(new WorkizAnswer.NotSent()), patience, answerBy, stop);
}

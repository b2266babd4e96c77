namespace Batchline.Engine.Workiz;

/// <summary>
/// The Workiz API. A call sends at most one request and returns its result as a value; it throws only
/// <see cref="OperationCanceledException"/>, if the caller cancels.
/// </summary>
public interface IWorkizApi
{
    /// <param name="token">The account's key.</param>
    /// <param name="call">What to ask.</param>
    /// <param name="leave">
    /// Called once, when the connection is open and the request is about to leave. False: its time is over, nothing is
    /// sent, and the answer is <see cref="WorkizAnswer.NotSent"/>.
    /// </param>
    /// <param name="cancellationToken">Aborts the request at any point.</param>
    Task<WorkizAnswer> SendAsync(WorkizToken token, WorkizCall call, Func<bool> leave, CancellationToken cancellationToken);
}

using System.Runtime.CompilerServices;
using Batchline.Api.BatchProgress;
using Batchline.Commands.Connecting;

namespace Batchline.Commands.Watching;

/// <summary>Follows an operation to its end. A server that is away for a while is waited for.</summary>
internal sealed class OperationWatch(ApiClient api, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The server computes progress once a second; this process is asked more often, so that a short sync ends soon.</summary>
    private readonly TimeSpan _interval = api.IsLocal ? TimeSpan.FromMilliseconds(250) : TimeSpan.FromSeconds(1);

    public IAsyncEnumerable<ProgressView> FollowAsync(string operation, CancellationToken cancellationToken) =>
        FollowAsync(operation, _ => false, cancellationToken);

    /// <param name="enough">Ends the watch before the operation ends.</param>
    public async IAsyncEnumerable<ProgressView> FollowAsync(
        string operation, Func<ProgressView, bool> enough, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_interval, clock);
        do
        {
            var progress = await ReadAsync(operation, timer, cancellationToken);
            yield return progress;
            if (OperationEnd.IsOver(progress) || enough(progress))
                yield break;
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task<ProgressView> ReadAsync(string operation, PeriodicTimer timer, CancellationToken cancellationToken)
    {
        var path = ApiPath.With($"/api/batch-progress/{operation}", ("limit", $"{ApiClient.MaxPage}"));
        for (var begun = clock.GetTimestamp(); ; await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                return await api.GetAsync<ProgressView>(path, cancellationToken);
            }
            catch (Exception e) when (IsPassing(e) && clock.GetElapsedTime(begun) < Patience)
            {
                // A server that is started again, or its database: the operation outlives both.
            }
        }
    }

    private static bool IsPassing(Exception e) =>
        e is ApiUnreachableException or ApiRefusedException { Status: StatusCodes.Status502BadGateway or StatusCodes.Status503ServiceUnavailable };
}

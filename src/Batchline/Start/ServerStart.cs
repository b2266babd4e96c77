using Batchline.Engine.Failures;
using Batchline.Stores.Rules;

namespace Batchline.Start;

/// <summary>
/// Brings the database to this version before anything else uses the database. If the server is still starting, waits for it for a limited
/// time; then the program ends and says so.
/// </summary>
internal sealed partial class ServerStart(IServerSchema schema, TimeProvider clock, ILogger<ServerStart> logger) : IHostedService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <exception cref="StoreUnavailableException">The server did not answer in time.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var tried = clock.GetTimestamp();
            try
            {
                await schema.EnsureAsync(cancellationToken);
                return;
            }
            catch (StoreRefusedException e) when (clock.GetElapsedTime(began) + pause > Patience)
            {
                throw new StoreUnavailableException($"{schema.Server} at {schema.Place} refuses to work: {e.Because}. {e.Do}.", e);
            }
            catch (StoreUnavailableException e) when (clock.GetElapsedTime(began) + pause > Patience && clock.GetElapsedTime(tried) <= Patience)
            {
                throw new StoreUnavailableException(
                    $"{schema.Server} at {schema.Place} did not answer for {Patience.TotalSeconds:0} seconds. Is it running, and are"
                    + $" {schema.Variable} (or Store:ConnectionString), user and password right? {e.Message}",
                    e);
            }
            catch (StoreUnavailableException e)
            {
                LogWaiting(schema.Server, schema.Place, e.Message);

                // The server did answer in this time, and was building an index.
                if (clock.GetElapsedTime(tried) > Patience)
                    began = clock.GetTimestamp();
                await Task.Delay(pause, clock, cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(606, LogLevel.Warning, "{Server} at {Place} does not answer yet: {Reason}")]
    private partial void LogWaiting(string server, string place, string reason);
}

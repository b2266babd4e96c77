using Batchline.Api.BatchProgress;

namespace Batchline.Commands.Watching;

/// <summary>Shows an operation while it runs: with bars on a terminal, with lines elsewhere.</summary>
internal interface IProgressDisplay
{
    /// <returns>The last of the moments shown.</returns>
    Task<ProgressView> ShowAsync(string title, IAsyncEnumerable<ProgressView> moments);
}

using Batchline.Api.BatchProgress;
using Batchline.Commands.Connecting;

namespace Batchline.Commands.Watching;

/// <summary>The progress as the API has it, a line of JSON at every change.</summary>
internal sealed class JsonDisplay(ServerChoice place) : IProgressDisplay
{
    public async Task<ProgressView> ShowAsync(string title, IAsyncEnumerable<ProgressView> moments)
    {
        ProgressView? last = null;
        var told = "";
        await foreach (var moment in moments)
        {
            last = moment;
            var state = $"{moment.Status} {moment.Jobs} {moment.Batches} {moment.Accounts}";
            if (state == told)
                continue;
            told = state;
            if (!OperationEnd.IsOver(moment))
                await place.WriteJsonLineAsync(moment);
        }

        if (last is null)
            throw new InvalidOperationException("There was nothing to show.");
        await place.WriteJsonLineAsync(last);
        return last;
    }
}

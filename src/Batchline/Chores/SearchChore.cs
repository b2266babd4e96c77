using Batchline.Engine.Chores;
using Batchline.Engine.Records;

namespace Batchline.Chores;

internal sealed class SearchChore(IJobIndex index) : IChore
{
    public string Name => "the index of words";

    public Task<bool> RunAsync(CancellationToken cancellationToken) => index.CatchUpAsync(cancellationToken);
}

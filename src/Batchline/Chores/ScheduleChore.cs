using Batchline.Engine.Chores;
using Batchline.Schedules;

namespace Batchline.Chores;

/// <summary>Starts the operations of schedules that are due.</summary>
internal sealed class ScheduleChore(ScheduleRunner runner) : IChore
{
    public string Name => "the schedules";

    public Task<bool> RunAsync(CancellationToken cancellationToken) => runner.RunDueAsync(cancellationToken);
}

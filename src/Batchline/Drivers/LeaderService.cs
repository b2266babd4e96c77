using Batchline.Engine.Chores;
using Batchline.Engine.Leadership;

namespace Batchline.Drivers;

/// <summary>Leads when no other process does, and then does the work and the chores of the database.</summary>
internal sealed class LeaderService(Leader leader, ChoreRunner chores, ILeaderWork work) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        leader.RunAsync(term => chores.RepeatAsync(term.Over), work.RunAsync, stoppingToken);
}

using Batchline.SimulationTests.Processes;
using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Story;

/// <summary>Starts an operation, lets things happen to it, and then lets everything come to rest.</summary>
internal sealed class StoryTeller
{
    private readonly SimWorld _world;
    private readonly Operators _operators;

    /// <summary>What can happen. An entry that is listed twice happens twice as often.</summary>
    private readonly Func<Task>[] _happenings;

    public StoryTeller(Cluster cluster)
    {
        _world = cluster.World;
        var operators = _operators = new Operators(_world, cluster.Checks.Control, cluster);
        var upkeep = new Upkeep(_world, cluster.Checks.Hints, operators);
        var disasters = new Disasters(_world, cluster);
        _happenings = _world.Settings.IsQuick
            ? [operators.PauseAsync, operators.PauseAsync, operators.ResumeAsync, operators.ResumeAsync, operators.CancelAsync, operators.StartAnotherAsync]
            :
            [
                disasters.KillAsync, disasters.KillAsync, disasters.StopAsync, disasters.StoreOutageAsync, disasters.UpstreamOutageAsync,
                operators.StartAnotherAsync, operators.StartAnotherAsync, operators.RetryBatchAsync, operators.RetryBatchAsync,
                operators.PauseAsync, operators.ResumeAsync, operators.CancelAsync,
                upkeep.ChangeKeyAsync, upkeep.MistakeKeyAsync, upkeep.RefuseKeyAsync, upkeep.ChangeQuotaAsync, upkeep.EditJobsAsync,
                upkeep.SwitchAccountAsync, upkeep.DeleteAccountAsync, upkeep.TestKeyAsync, upkeep.HintAsync, upkeep.HintAsync,
            ];
    }

    public async Task TellAsync()
    {
        await _operators.StartFirstAsync();
        for (var left = _world.Settings.Events; left > 0; left--)
        {
            await _world.WaitAsync(_world.Settings.Patience);
            await _happenings[_world.Random.Next(_happenings.Length)]();
        }
        await _world.WaitAsync(5);
        _world.EndFaults();
        await _operators.LetGoOnAsync();
    }
}

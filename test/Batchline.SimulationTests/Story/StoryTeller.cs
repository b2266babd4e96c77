using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Story;

/// <summary>Starts an operation, lets things happen to it, and then lets everything come to rest.</summary>
internal static class StoryTeller
{
    /// <summary>What may happen. A kind that stands twice happens twice as often.</summary>
    private static readonly Func<SimWorld, Task>[] Happenings =
    [
        Disasters.KillAsync, Disasters.KillAsync, Disasters.StopAsync, Disasters.StoreOutageAsync, Disasters.UpstreamOutageAsync,
        Operators.StartAnotherAsync, Operators.StartAnotherAsync, Operators.RetryBatchAsync, Operators.RetryBatchAsync,
        Operators.PauseAsync, Operators.ResumeAsync, Operators.CancelAsync,
        Upkeep.ChangeKeyAsync, Upkeep.MistakeKeyAsync, Upkeep.RefuseKeyAsync, Upkeep.ChangeQuotaAsync, Upkeep.EditJobsAsync,
        Upkeep.SwitchAccountAsync, Upkeep.DeleteAccountAsync, Upkeep.TestKeyAsync, Upkeep.HintAsync, Upkeep.HintAsync,
    ];

    private static readonly Func<SimWorld, Task>[] Wishes =
        [Operators.PauseAsync, Operators.PauseAsync, Operators.ResumeAsync, Operators.ResumeAsync, Operators.CancelAsync, Operators.StartAnotherAsync];

    public static async Task TellAsync(SimWorld world)
    {
        var happenings = world.Settings.IsQuick ? Wishes : Happenings;
        await Operators.StartFirstAsync(world);
        for (var left = world.Settings.Events; left > 0; left--)
        {
            await world.WaitAsync(world.Settings.Patience);
            await happenings[world.Random.Next(happenings.Length)](world);
        }
        await world.WaitAsync(5);
        world.EndFaults();
        await Operators.LetGoOnAsync(world);
    }
}

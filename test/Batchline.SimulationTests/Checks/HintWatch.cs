using Batchline.SimulationTests.Workiz;
using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Checks;

/// <summary>A hint that was taken is followed: in the end the stored job is at least as new as the one it was about.</summary>
internal sealed class HintWatch(SimWorld world)
{
    private readonly Dictionary<(SimAccount Account, SimJob Job), int> _expected = [];

    public void Expect(SimAccount account, SimJob job, int version) => _expected[(account, job)] = version;

    /// <summary>Hints are given up after some attempts: only jobs that answer, of accounts that were never in trouble, must have been fetched.</summary>
    public void AtEnd()
    {
        foreach (var ((account, job), version) in _expected)
        {
            if (!job.IsGood || account.HadTrouble)
                continue;
            var stored = world.State.Jobs.GetValueOrDefault(account.Id)?.GetValueOrDefault(job.Uuid);
            if (stored is null || VersionOf(stored.Job.Document.Json) < version)
                world.Report("L1: a hint was taken and not followed");
        }
    }

    private static int VersionOf(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return document.RootElement.GetProperty("Version").GetInt32();
    }
}

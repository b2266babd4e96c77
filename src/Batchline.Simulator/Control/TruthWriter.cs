using System.Text;
using System.Text.Json;
using Batchline.Simulator.Jobs;
using Batchline.Simulator.Worlds;

namespace Batchline.Simulator.Control;

internal static class TruthWriter
{
    public static IEnumerable<(string Uuid, string Json)> Read(World world, Account account)
    {
        List<(int Index, JobState State)> jobs;
        lock (account.Gate)
            jobs = [.. account.Jobs.All()];
        var writer = new JobWriter(world.Source);
        foreach (var (index, state) in jobs)
        {
            using var buffer = new PooledBuffer();
            using (var json = new Utf8JsonWriter(buffer, JobJson.Writer))
                writer.Write(json, account.Number, index, state);
            yield return (world.Source.Uuids.Of(account.Number, index), Encoding.UTF8.GetString(buffer.Written));
        }
    }
}

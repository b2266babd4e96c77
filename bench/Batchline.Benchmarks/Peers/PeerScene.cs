using Batchline.Benchmarks.Staging;

namespace Batchline.Benchmarks.Peers;

/// <param name="Simulator">What the peers work against.</param>
/// <param name="Server">On whose server each of them gets a database of its own.</param>
/// <param name="Interval">Between two requests of an account; zero for no pace.</param>
/// <param name="Kills">What they go through, if they are killed.</param>
internal sealed record PeerScene(SimulatorProcess Simulator, PostgresDatabase Server, TimeSpan Interval, KillPlan? Kills = null);

using Batchline.Simulator.Judge;
using Batchline.Simulator.Worlds;

namespace Batchline.Simulator.Server;

/// <summary>The world that requests meet at present. Requests of the one before a reset end in that one.</summary>
internal sealed class Session
{
    private readonly SimulatorOptions options;
    private readonly TimeProvider time;
    private readonly LogFile? file;
    private volatile WorkizEndpoint workiz;

    public Session(SimulatorOptions options, TimeProvider time, LogFile? file)
    {
        this.options = options;
        this.time = time;
        this.file = file;
        workiz = Begin();
    }

    public World World => workiz.World;

    public WorkizEndpoint Workiz => workiz;

    public void Reset() => workiz = Begin();

    private WorkizEndpoint Begin() => new(new World(options, time, file));
}

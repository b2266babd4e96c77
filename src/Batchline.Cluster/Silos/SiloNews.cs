using Batchline.Engine.Telemetry;
using Microsoft.Extensions.Logging;

namespace Batchline.Cluster.Silos;

/// <summary>Logs who comes and who goes, and counts who is there.</summary>
internal sealed partial class SiloNews(ISiloStatusOracle silos, Instruments instruments, ILogger<SiloNews> logger) : ISiloStatusListener, ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(SiloNews),
        ServiceLifecycleStage.Active,
        _ =>
        {
            LogJoined(silos.SiloAddress.ToParsableString(), Count());
            silos.SubscribeToSiloStatusEvents(this);
            return Task.CompletedTask;
        });

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        Count();
        if (updatedSilo.Equals(silos.SiloAddress))
            return;
        if (status == SiloStatus.Active)
            LogCame(updatedSilo.ToParsableString());
        else if (status == SiloStatus.Dead)
            LogWent(updatedSilo.ToParsableString());
    }

    private int Count()
    {
        var active = silos.GetApproximateSiloStatuses(onlyActive: true).Count;
        instruments.Processes(active);
        return active;
    }

    [LoggerMessage(651, LogLevel.Information, "This process, {Silo}, joined the cluster; {Count} processes are in it")]
    private partial void LogJoined(string silo, int count);

    [LoggerMessage(652, LogLevel.Information, "The process {Silo} is in the cluster")]
    private partial void LogCame(string silo);

    [LoggerMessage(653, LogLevel.Warning, "The process {Silo} left the cluster, or was taken for dead. Its accounts go to the others")]
    private partial void LogWent(string silo);
}

using Batchline.IntegrationTests.Processes;
using Batchline.IntegrationTests.Programs;

namespace Batchline.IntegrationTests.Cluster;

/// <summary>The same as in <see cref="SeveralProcessesTests"/>, with accounts at work in all three processes.</summary>
public static class SeveralSilosTests
{
    [Collection(ByTheClock.OnPostgres)]
    public sealed class OnPostgres() : SeveralProcesses<PostgresStageStore>("Cluster");

    [Collection(ByTheClock.OnMongo)]
    public sealed class OnMongo() : SeveralProcesses<MongoStageStore>("Cluster");
}

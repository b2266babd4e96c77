using Batchline.IntegrationTests.Programs;

namespace Batchline.IntegrationTests.Processes;

public static class SeveralProcessesTests
{
    [Collection(ByTheClock.OnSqlite)]
    public sealed class OnSqlite : SeveralProcesses<SqliteStageStore>;

    [Collection(ByTheClock.OnMongo)]
    public sealed class OnMongo : SeveralProcesses<MongoStageStore>;

    [Collection(ByTheClock.OnPostgres)]
    public sealed class OnPostgres : SeveralProcesses<PostgresStageStore>;
}

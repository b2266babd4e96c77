using Batchline.IntegrationTests.Programs;

namespace Batchline.IntegrationTests.Processes;

public static class StoppedProcessTests
{
    [Collection(ByTheClock.OnSqlite)]
    public sealed class OnSqlite : StoppedProcess<SqliteStageStore>;

    [Collection(ByTheClock.OnMongo)]
    public sealed class OnMongo : StoppedProcess<MongoStageStore>;

    [Collection(ByTheClock.OnPostgres)]
    public sealed class OnPostgres : StoppedProcess<PostgresStageStore>;
}

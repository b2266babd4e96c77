using Batchline.IntegrationTests.Programs;

namespace Batchline.IntegrationTests.Processes;

public static class LeaderTests
{
    [Collection(ByTheClock.OnSqlite)]
    public sealed class OnSqlite : KilledLeader<SqliteStageStore>;

    [Collection(ByTheClock.OnMongo)]
    public sealed class OnMongo : KilledLeader<MongoStageStore>;

    [Collection(ByTheClock.OnPostgres)]
    public sealed class OnPostgres : KilledLeader<PostgresStageStore>;
}

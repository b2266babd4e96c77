using Batchline.IntegrationTests.Programs;

namespace Batchline.IntegrationTests.Processes;

public static class KilledAndStartedAgainTests
{
    [Collection(ByTheClock.OnSqlite)]
    public sealed class OnSqlite : KilledAndStartedAgain<SqliteStageStore>;

    [Collection(ByTheClock.OnMongo)]
    public sealed class OnMongo : KilledAndStartedAgain<MongoStageStore>;

    [Collection(ByTheClock.OnPostgres)]
    public sealed class OnPostgres : KilledAndStartedAgain<PostgresStageStore>;
}

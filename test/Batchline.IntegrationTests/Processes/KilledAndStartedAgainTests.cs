using Batchline.IntegrationTests.Programs;

namespace Batchline.IntegrationTests.Processes;

public static class KilledAndStartedAgainTests
{
    [Collection(ProcessCollection.Name)]
    public sealed class OnSqlite : KilledAndStartedAgain<SqliteStageStore>;

    [Collection(ProcessCollection.Name)]
    public sealed class OnMongo : KilledAndStartedAgain<MongoStageStore>;
}

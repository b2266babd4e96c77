namespace Batchline.IntegrationTests.Processes;

public static class LeaderTests
{
    [Collection(ProcessCollection.Name)]
    public sealed class OnSqlite : KilledLeader<SqliteStageStore>;

    [Collection(ProcessCollection.Name)]
    public sealed class OnMongo : KilledLeader<MongoStageStore>;
}

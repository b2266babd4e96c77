using Batchline.IntegrationTests.Programs;

namespace Batchline.IntegrationTests.Processes;

public static class FollowedFeedTests
{
    [Collection(ProcessCollection.Name)]
    public sealed class OnSqlite : FollowedFeed<SqliteStageStore>;

    [Collection(ProcessCollection.Name)]
    public sealed class OnMongo : FollowedFeed<MongoStageStore>;
}

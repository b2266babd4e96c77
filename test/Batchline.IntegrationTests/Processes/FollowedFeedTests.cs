using Batchline.IntegrationTests.Programs;

namespace Batchline.IntegrationTests.Processes;

public static class FollowedFeedTests
{
    public sealed class OnSqlite : FollowedFeed<SqliteStageStore>;

    public sealed class OnMongo : FollowedFeed<MongoStageStore>;

    public sealed class OnPostgres : FollowedFeed<PostgresStageStore>;
}

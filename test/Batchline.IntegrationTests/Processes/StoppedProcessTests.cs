using Batchline.IntegrationTests.Programs;

namespace Batchline.IntegrationTests.Processes;

public static class StoppedProcessTests
{
    [Collection(ProcessCollection.Name)]
    public sealed class OnSqlite : StoppedProcess<SqliteStageStore>;

    [Collection(ProcessCollection.Name)]
    public sealed class OnMongo : StoppedProcess<MongoStageStore>;
}

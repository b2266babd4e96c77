using Batchline.IntegrationTests.Programs;

namespace Batchline.IntegrationTests.Processes;

public static class SeveralProcessesTests
{
    [Collection(ProcessCollection.Name)]
    public sealed class OnSqlite : SeveralProcesses<SqliteStageStore>;

    [Collection(ProcessCollection.Name)]
    public sealed class OnMongo : SeveralProcesses<MongoStageStore>;
}

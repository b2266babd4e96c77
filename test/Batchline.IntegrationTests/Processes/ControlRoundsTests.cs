using Batchline.IntegrationTests.Programs;

namespace Batchline.IntegrationTests.Processes;

public static class ControlRoundsTests
{
    public sealed class OnMongo : ControlRounds<MongoStageStore>;

    public sealed class OnPostgres : ControlRounds<PostgresStageStore>;
}

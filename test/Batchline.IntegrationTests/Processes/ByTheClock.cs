namespace Batchline.IntegrationTests.Processes;

/// <summary>
/// Tests that judge by the clock need a quiet process: they run one after another with nothing beside them.
/// <c>test.sh</c> finds them by their trait and runs the two collections at the same time, each in a test process of its own
/// and ahead of all other suites, because they spend their time waiting.
/// </summary>
public static class ByTheClock
{
    public const string Trait = "clock";
    public const string OnSqlite = "sqlite";
    public const string OnMongo = "mongo";

    [CollectionDefinition(OnSqlite, DisableParallelization = true)]
    [Trait(Trait, OnSqlite)]
    public sealed class Sqlite;

    [CollectionDefinition(OnMongo, DisableParallelization = true)]
    [Trait(Trait, OnMongo)]
    public sealed class Mongo;
}

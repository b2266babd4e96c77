namespace Batchline.IntegrationTests.Processes;

/// <summary>
/// The collections of tests that judge by the clock, such as the pace of requests: in one test process they run one after
/// another, with nothing beside them. They spend most of their time waiting, so <c>test.sh</c>, which selects them by their
/// trait, runs all of them at the same time: each in a process of its own, with priority over all other suites.
/// </summary>
public static class ByTheClock
{
    public const string Trait = "clock";
    public const string OnSqlite = "sqlite";
    public const string OnMongo = "mongo";
    public const string OnPostgres = "postgres";

    [CollectionDefinition(OnSqlite, DisableParallelization = true)]
    [Trait(Trait, OnSqlite)]
    public sealed class Sqlite;

    [CollectionDefinition(OnMongo, DisableParallelization = true)]
    [Trait(Trait, OnMongo)]
    public sealed class Mongo;

    [CollectionDefinition(OnPostgres, DisableParallelization = true)]
    [Trait(Trait, OnPostgres)]
    public sealed class Postgres;
}

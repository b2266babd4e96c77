using Batchline.Engine.Freshness;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Records;

internal sealed class FreshnessReader(Database database) : IFreshnessReader
{
    internal const string CountPresent = "SELECT count(*) FROM jobs WHERE accountId = @accountId AND missingSince IS NULL";

    internal const string FindByAge = """
        SELECT lastUpdated FROM jobs WHERE accountId = @accountId AND missingSince IS NULL ORDER BY lastUpdated LIMIT 1 OFFSET @skip
        """;

    public Task<IReadOnlyDictionary<AccountId, AccountFreshness?>> ReadAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken) =>
        database.ListAsync<IReadOnlyDictionary<AccountId, AccountFreshness?>>(
            session => accounts.ToDictionary(account => account, account => Read(session, account)), cancellationToken);

    private static AccountFreshness? Read(SqlSession session, AccountId account)
    {
        var jobs = session.First(CountPresent, row => row.Long(), account.Value);
        return jobs == 0 ? null : new AccountFreshness(jobs, At(session, account, 0), At(session, account, jobs / 2));
    }

    private static DateTimeOffset At(SqlSession session, AccountId account, long skip) =>
        session.First(FindByAge, row => row.Time(), account.Value, skip);
}

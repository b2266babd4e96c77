using Batchline.Engine.Freshness;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Postgres.Statements;
using Batchline.Stores.Sql.Statements;

namespace Batchline.Stores.Postgres.Records;

internal sealed class FreshnessReader(Database database) : IFreshnessReader
{
    /// <summary>No index is over the time of the last look, which would have to be written with every look.</summary>
    internal const string Find = """
        SELECT account_id, count(*), min(last_updated), (array_agg(last_updated ORDER BY last_updated))[count(*) / 2 + 1]
        FROM jobs WHERE account_id = ANY (@accounts) AND missing_since IS NULL GROUP BY account_id
        """;

    public Task<IReadOnlyDictionary<AccountId, AccountFreshness?>> ReadAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken) =>
        database.InTurnAsync<IReadOnlyDictionary<AccountId, AccountFreshness?>>(
            search: false,
            "jobs",
            async (session, ending) =>
            {
                var ids = Parameters.Texts(accounts.Select(account => account.Value));
                var found = (await session.QueryAsync(new Statement(Find, [ids]), Read, ending)).ToDictionary();
                return accounts.ToDictionary(account => account, account => found.GetValueOrDefault(account));
            },
            cancellationToken);

    private static KeyValuePair<AccountId, AccountFreshness?> Read(SqlRow row) =>
        new(new AccountId(row.Text()), new AccountFreshness(row.Long(), row.Time(), row.Time()));
}

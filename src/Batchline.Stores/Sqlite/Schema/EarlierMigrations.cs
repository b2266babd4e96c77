using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Schema;

/// <summary>
/// Which migrations a database has had that does not record their names. Its number is ambiguous, because two files had the
/// number 6 and others were renumbered. What the migrations created is not.
/// </summary>
internal static class EarlierMigrations
{
    private static readonly (string Name, string Table, string? Column)[] Marks =
    [
        ("0001-initial", "accounts", null),
        ("0002-changes", "changes", null),
        ("0003-freshness-and-notices", "notices", null),
        ("0004-schedules", "schedules", null),
        ("0005-views", "v_jobs", null),
        ("0006-webhook-secrets", "accounts", "webhookSecretHash"),
        ("0007-control-revision", "accountHeads", "controlRev"),
        ("0008-waits-and-odd-rows", "batchAccountStates", "waitingSince"),
        ("0009-leader", "leader", null),
    ];

    /// <param name="session">The database.</param>
    /// <param name="version">Its number. With 0, this program has never used it, and its tables belong to something else.</param>
    public static List<string> Of(SqlSession session, long version) =>
        version == 0 ? [] : [.. Marks.Where(mark => session.Has(mark.Table, mark.Column)).Select(mark => mark.Name)];
}

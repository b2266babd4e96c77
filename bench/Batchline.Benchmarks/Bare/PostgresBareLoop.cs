using Npgsql;

namespace Batchline.Benchmarks.Bare;

/// <summary>The bare loop on PostgreSQL.</summary>
internal static class PostgresBareLoop
{
    public static async Task RunAsync(Uri workiz, NpgsqlDataSource database, IReadOnlyList<BareAccount> accounts)
    {
        await using var writer = await PostgresBareWriter.OpenAsync(database);
        await BareLoop.RunAsync(workiz, writer.WriteAsync, accounts);
    }
}

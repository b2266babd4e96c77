using Batchline.Stores.Rules;

namespace Batchline.Stores.Postgres.Connection;

/// <summary>Writes a number again as it is.</summary>
internal sealed class WriteProbe(Database database) : IWriteProbe
{
    internal const string Write = "UPDATE feed SET position = position WHERE id = 1";

    public Task WriteAsync(CancellationToken cancellationToken) =>
        database.RunAsync("feed", session => session.ExecuteAsync(Write, [], cancellationToken), cancellationToken);
}

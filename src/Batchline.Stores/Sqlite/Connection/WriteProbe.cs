using System.Globalization;
using Batchline.Stores.Rules;

namespace Batchline.Stores.Sqlite.Connection;

/// <summary>Writes the first page of the file again, unchanged.</summary>
internal sealed class WriteProbe(Database database) : IWriteProbe
{
    public Task WriteAsync(CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            // A number in the header that nothing else uses.
            var id = session.First("PRAGMA application_id", row => row.Long());
            return session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {id}"));
        },
        cancellationToken);
}

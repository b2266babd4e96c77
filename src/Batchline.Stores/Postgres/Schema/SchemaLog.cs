using Microsoft.Extensions.Logging;

namespace Batchline.Stores.Postgres.Schema;

internal static partial class SchemaLog
{
    [LoggerMessage(460, LogLevel.Information, "PostgreSQL at {Place} was brought to this version by {Migrations}")]
    public static partial void Migrated(this ILogger<PostgresSchema> logger, string place, string migrations);
}

using Microsoft.Extensions.Logging;

namespace Batchline.Stores.Sqlite.Connection;

internal static partial class DatabaseLog
{
    [LoggerMessage(450, LogLevel.Information, "Opened the database {Path}, version {Version}, as process {Node}")]
    public static partial void Opened(this ILogger<Database> logger, string path, long version, string node);

    [LoggerMessage(451, LogLevel.Warning, "Process {Node} is dead: freed its {Leases} leases")]
    public static partial void FreedDead(this ILogger<DeadNodes> logger, string node, int leases);
}

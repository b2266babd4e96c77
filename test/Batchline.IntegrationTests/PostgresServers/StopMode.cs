namespace Batchline.IntegrationTests.PostgresServers;

/// <summary>How <c>pg_ctl stop</c> ends a server.</summary>
internal enum StopMode
{
    /// <summary>Sessions are told that they end, and what is in memory is written.</summary>
    Fast,

    /// <summary>Sessions break off, and the next start recovers.</summary>
    Immediate,
}

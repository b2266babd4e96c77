namespace Batchline.Benchmarks.Peers;

/// <summary>What a peer's process is told.</summary>
/// <param name="Workiz">The simulator.</param>
/// <param name="Database">Of PostgreSQL, in Npgsql's form.</param>
/// <param name="Interval">Between two requests of an account; zero for no pace.</param>
/// <param name="Recovery">After which work that a dead process holds is given to another; null for the peer's default.</param>
internal sealed record PeerWork(Uri Workiz, string Database, TimeSpan Interval, TimeSpan? Recovery);

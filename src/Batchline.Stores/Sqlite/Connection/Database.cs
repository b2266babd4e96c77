using Batchline.Engine.Failures;
using Batchline.Stores.Reading;
using Batchline.Stores.Rules;
using Batchline.Stores.Sqlite.Schema;
using Batchline.Stores.Sqlite.Statements;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Batchline.Stores.Sqlite.Connection;

/// <summary>An open database: one writer, as many readers as work needs, a limited number for people, and this process's lock.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly Writer _writer;
    private readonly ReadPool _sessions;
    private readonly Readers _readers;
    private readonly Lazy<ReaderThreads> _threads;
    private readonly SqlSession _written;
    private readonly StoreHealth _health;
    private readonly TimeProvider _clock;

    /// <exception cref="StoreTooNewException">A newer program has used the database.</exception>
    /// <exception cref="StoreUnavailableException">The file cannot be opened or is locked by another program.</exception>
    public Database(SqliteStoreOptions options, Readers readers, StoreHealth health, TimeProvider clock, ILogger<Database> logger)
    {
        (_clock, _health, _readers) = (clock, health, readers);
        _threads = new(() => new ReaderThreads(readers.Most));
        var connection = Connections.Prepare(options);
        var session = Connections.OpenMigrated(connection);
        Node = Connections.Reachable(() => NodeLock.Take(Path.Combine(options.DataDirectory, "locks")));
        _writer = new Writer(session, health, clock);
        _written = session;
        _sessions = new ReadPool(() => OpenReader(connection));
        logger.Opened(session.Connection.DataSource, Migrations.Latest, Node.Id);
    }

    public NodeLock Node { get; }

    /// <summary>The store's clock.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Runs statements in the writer's next transaction and ends when that is committed.</summary>
    public Task<T> WriteAsync<T>(Func<SqlSession, T> write, CancellationToken cancellationToken) =>
        WriteAsync(write, TimeSpan.Zero, cancellationToken);

    /// <summary>The same for a write that can wait for others, which are then committed together with it.</summary>
    public Task<T> WriteAsync<T>(Func<SqlSession, T> write, TimeSpan patience, CancellationToken cancellationToken) =>
        _writer.WriteAsync(write, patience, cancellationToken);

    /// <summary>For reads that an index answers. They run on the caller's thread, because SQLite cannot read asynchronously.</summary>
    public Task<T> ReadAsync<T>(Func<SqlSession, T> read, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellationToken);
        try
        {
            return Task.FromResult(Read(read, CancellationToken.None));
        }
        catch (Exception exception)
        {
            return Task.FromException<T>(exception);
        }
    }

    /// <summary>For pages and counts. What people ask for waits for its turn, runs on a reader's thread, and ends with its caller.</summary>
    public Task<T> ListAsync<T>(Func<SqlSession, T> read, CancellationToken cancellationToken) => ListAsync(read, search: false, cancellationToken);

    /// <summary>The same for reads that may look at far more rows than they return.</summary>
    public Task<T> SearchAsync<T>(Func<SqlSession, T> read, CancellationToken cancellationToken) => ListAsync(read, search: true, cancellationToken);

    /// <summary>For callers that only read. A write finds out by itself.</summary>
    /// <exception cref="StoreRefusedException">The file was deleted or replaced.</exception>
    public Task EnsureInPlaceAsync(CancellationToken cancellationToken) => ReadAsync(
        _ =>
        {
            _written.EnsureInPlace();
            return true;
        },
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        if (_threads.IsValueCreated)
            _threads.Value.Dispose();
        _sessions.Dispose();
        Node.Dispose();
    }

    private Task<T> ListAsync<T>(Func<SqlSession, T> read, bool search, CancellationToken cancellationToken) =>
        _readers.LaneOf(search) is { } lane
            ? lane.RunAsync(ending => _threads.Value.RunAsync(() => Read(read, ending)), cancellationToken)
            : ReadAsync(read, cancellationToken);

    private T Read<T>(Func<SqlSession, T> read, CancellationToken cancellationToken)
    {
        try
        {
            return _sessions.Read(read, cancellationToken);
        }
        catch (Exception exception)
        {
            throw SqliteErrors.Translate(exception, _health);
        }
    }

    /// <summary>A reader must open the same file as the writer.</summary>
    private SqlSession OpenReader(SqliteConnectionStringBuilder connection)
    {
        _written.EnsureInPlace();
        return Connections.Open(connection, readOnly: true);
    }
}

using System.Data;
using Batchline.Engine.Failures;
using Batchline.Stores.Postgres.Statements;
using Batchline.Stores.Reading;
using Batchline.Stores.Rules;
using Npgsql;

namespace Batchline.Stores.Postgres.Connection;

/// <summary>Connections for single calls, and the one place where errors of the server are sorted.</summary>
internal sealed class Database : IAsyncDisposable
{
    private const int MaxTries = 5;

    /// <summary>A process that stands still in the middle of a transaction does not keep its locks for longer.</summary>
    private static readonly Statement Limits = Statement.Of("SELECT set_config('idle_in_transaction_session_timeout', '10s', true)");

    /// <summary>How long nothing may be heard before the connection is tried: one that is dead looks like a silent one.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);
    private readonly Sources _sources;
    private readonly Readers _readers;
    private readonly StoreHealth _health;
    private readonly ICommandGate? _gate;
    private readonly Func<DateTimeOffset?> _clock;
    private readonly PostgresText _text;

    /// <param name="options">Where it is.</param>
    /// <param name="clock">The store's clock; null: that of the server, as everywhere except in tests of time.</param>
    /// <param name="health">Gets to know what the server refuses.</param>
    /// <param name="gate">Null: calls pass freely.</param>
    /// <param name="readers">Bounds what people read.</param>
    public Database(PostgresStoreOptions options, Func<DateTimeOffset?> clock, StoreHealth health, ICommandGate? gate, Readers readers)
    {
        (_clock, _health, _gate, _readers) = (clock, health, gate, readers);
        _sources = new Sources(options);
        _text = new PostgresText(options.Schema);
    }

    /// <summary>Server and database without user and password, for messages.</summary>
    public string Place => _sources.Place;

    /// <summary>On which processes tell each other that accounts are due.</summary>
    public string Channel => _text.Name;

    /// <summary>The schema as statements name it.</summary>
    public string Schema => _text.Schema;

    /// <summary>One statement, or several whose moments may differ.</summary>
    public Task<T> RunAsync<T>(string place, Func<PostgresSession, Task<T>> run, CancellationToken cancellationToken) =>
        RepeatedAsync(place, connection => run(Session(connection)), cancellationToken);

    /// <summary>Several statements as one transaction.</summary>
    public Task<T> WriteAsync<T>(
        string place, Func<PostgresSession, Task<T>> write, CancellationToken cancellationToken, IsolationLevel isolation = IsolationLevel.ReadCommitted) =>
        RepeatedAsync(
            place,
            async connection =>
            {
                await using var transaction = await connection.BeginTransactionAsync(isolation, cancellationToken);
                var session = Session(connection);
                await session.ExecuteAsync(Limits, cancellationToken);
                var result = await write(session);
                await CommitAsync(transaction, cancellationToken);
                return result;
            },
            cancellationToken);

    /// <summary>For pages and counts. What people ask for waits for its turn and ends with its caller, or when its time is up.</summary>
    /// <param name="search">Whether it may look at far more rows than it returns.</param>
    /// <param name="place">What it reads.</param>
    /// <param name="read">Sends statements.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <param name="asOne">Whether all statements see the same moment.</param>
    public Task<T> InTurnAsync<T>(
        bool search, string place, Func<PostgresSession, CancellationToken, Task<T>> read, CancellationToken cancellationToken, bool asOne = false)
    {
        return _readers.LaneOf(search) is { } lane ? lane.RunAsync(ReadAsync, cancellationToken) : ReadAsync(cancellationToken);

        Task<T> ReadAsync(CancellationToken ending) => asOne
            ? WriteAsync(place, session => read(session, ending), ending, IsolationLevel.RepeatableRead)
            : RunAsync(place, session => read(session, ending), ending);
    }

    public Task<bool> IsDirectAsync(CancellationToken cancellationToken) => SortedAsync(() => _sources.IsDirectAsync().WaitAsync(cancellationToken));

    /// <summary>Calls <paramref name="wake"/> at the beginning, and whenever another process tells something.</summary>
    public Task ListenAsync(Action wake, CancellationToken cancellationToken) => SortedAsync<bool>(async () =>
    {
        await using var connection = await _sources.OpenOwnAsync(cancellationToken);
        connection.Notification += (_, _) => wake();
        await Session(connection).ScriptAsync($"LISTEN {Schema}", cancellationToken);
        wake();
        while (true)
        {
            if (!await connection.WaitAsync(LookEvery, cancellationToken))
                await Session(connection).ScriptAsync("SELECT 1", cancellationToken);
        }
    });

    public ValueTask DisposeAsync() => _sources.DisposeAsync();

    private static async Task CommitAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        try
        {
            await transaction.CommitAsync(cancellationToken);
        }
        catch (Exception e) when (PostgresErrors.HasLostConnection(e))
        {
            throw new CommitLostException(e);
        }
    }

    /// <summary>Again if another transaction was in the way, and once if the connection was lost.</summary>
    private async Task<T> RepeatedAsync<T>(string place, Func<NpgsqlConnection, Task<T>> run, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await OnceAsync(place, run, cancellationToken);
            }
            catch (Exception e) when (PostgresErrors.HasLostConnection(e) ? tries == 1 : tries < MaxTries && PostgresErrors.IsContention(e))
            {
            }
        }
    }

    private Task<T> OnceAsync<T>(string place, Func<NpgsqlConnection, Task<T>> run, CancellationToken cancellationToken)
    {
        return SortedAsync(() => _gate is null ? OnConnectionAsync() : _gate.PassAsync(place, OnConnectionAsync));

        async Task<T> OnConnectionAsync()
        {
            await using var connection = await _sources.OpenAsync(cancellationToken);
            return await run(connection);
        }
    }

    private async Task<T> SortedAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (PostgresErrors.Of(e) is { } told)
        {
            if (PostgresErrors.NeedsNewConnections(e))
                _sources.Renew();
            if (told is StoreRefusedException refused)
                _health.Refused(refused.Because, refused.Do);
            throw told;
        }
    }

    private PostgresSession Session(NpgsqlConnection connection) => new(connection, _text, _clock()?.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks);
}

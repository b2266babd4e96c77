using System.Runtime.CompilerServices;
using Batchline.Engine.Failures;
using Batchline.Stores.Reading;
using Batchline.Stores.Rules;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Connection;

/// <summary>The collections, and the one place where errors of the server are sorted.</summary>
internal sealed class Database : IDisposable
{
    private const int MaxWrites = 1000;
    private const int MaxTries = 5;

    /// <summary>Pages have a thousand at most. Without this, what exceeds 101 takes another command.</summary>
    private const int MostInOneAnswer = 10_000;

    private static readonly BulkWriteOptions Unordered = new() { IsOrdered = false };

    private readonly MongoClient _client;
    private readonly Lazy<MongoClient> _patient;
    private readonly string _name;
    private readonly StoreHealth _health;
    private readonly Func<BsonValue> _now;
    private readonly ICommandGate? _gate;
    private readonly Readers _readers;

    /// <param name="options">Where it is.</param>
    /// <param name="now">The store's clock as an expression of a pipeline: <see cref="ServerClock"/>, except in tests of time.</param>
    /// <param name="health">Gets to know what the server refuses.</param>
    /// <param name="gate">Null: commands pass freely.</param>
    /// <param name="readers">Bounds what people read.</param>
    public Database(MongoStoreOptions options, Func<BsonValue> now, StoreHealth health, ICommandGate? gate, Readers readers)
    {
        (_now, _health, _gate, _readers) = (now, health, gate, readers);
        var settings = ConnectionSettings.Of(options);
        _name = options.Database ?? new MongoUrl(options.ConnectionString).DatabaseName ?? "batchline";
        _client = new MongoClient(settings);
        _patient = new(() => new MongoClient(ConnectionSettings.Patient(settings)));
    }

    public static Func<BsonValue> ServerClock { get; } = () => "$$NOW";

    public BsonValue Now => _now();

    /// <summary>Servers and database without user and password, for messages.</summary>
    public string Place => $"{string.Join(", ", _client.Settings.Servers.Select(server => $"{server.Host}:{server.Port}"))}, database {_name}";

    /// <summary>Sends one command.</summary>
    public Task<T> RunAsync<T>(string collection, Func<IMongoCollection<BsonDocument>, Task<T>> run) => RunAsync(_client, collection, run);

    /// <summary>For a command that may take hours. Waits for its answer as long as the server is there.</summary>
    public Task<T> RunPatientlyAsync<T>(string collection, Func<IMongoCollection<BsonDocument>, Task<T>> run) => RunAsync(_patient.Value, collection, run);

    /// <summary>For pages and counts. What people ask for waits for its turn and ends with its caller, or when its time is up.</summary>
    /// <param name="search">Whether it may look at far more documents than it returns.</param>
    /// <param name="read">Sends commands, one after another. Each must tell the server how long it may take; null means as long as necessary.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public Task<T> InTurnAsync<T>(bool search, Func<TimeSpan?, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        _readers.LaneOf(search) is { } lane
            ? lane.RunAsync(ending => InTimeAsync(lane.Longest, read(lane.Longest, ending)), cancellationToken)
            : read(null, cancellationToken);

    /// <summary>What to throw if this program itself finds out that it must not continue.</summary>
    public StoreRefusedException Refuse(string because, string todo)
    {
        _health.Refused(because, todo);
        return new StoreRefusedException(because, todo);
    }

    private static async Task<T> InTimeAsync<T>(TimeSpan longest, Task<T> read)
    {
        try
        {
            return await read;
        }
        catch (StoreUnavailableException e) when (e.InnerException is MongoExecutionTimeoutException)
        {
            throw new ReadTooLongException(longest, e);
        }
    }

    private async Task<T> RunAsync<T>(MongoClient client, string collection, Func<IMongoCollection<BsonDocument>, Task<T>> run)
    {
        try
        {
            var documents = client.GetDatabase(_name).GetCollection<BsonDocument>(collection);
            return await (_gate is null ? run(documents) : _gate.PassAsync(collection, () => run(documents)));
        }
        catch (Exception e) when (MongoErrors.Of(e) is { } told)
        {
            if (told is StoreRefusedException refused)
                _health.Refused(refused.Because, refused.Do);
            throw told;
        }
    }

    public Task<BsonDocument?> FirstAsync(
        string collection, BsonDocument filter, CancellationToken cancellationToken, BsonDocument? sort = null) =>
        RunAsync<BsonDocument?>(
            collection,
            async documents => await documents.Find(filter).Sort(sort).Limit(1).FirstOrDefaultAsync(cancellationToken));

    public Task<List<BsonDocument>> ListAsync(
        string collection,
        BsonDocument filter,
        BsonDocument? sort,
        int? limit,
        CancellationToken cancellationToken,
        BsonDocument? project = null,
        bool search = false)
    {
        // To MongoDB, 0 means no limit.
        if (limit == 0)
            return Task.FromResult(new List<BsonDocument>());
        return InTurnAsync(
            search,
            (maxTime, ending) => RunAsync(
                collection,
                documents => documents.Find(filter, InOneAnswer(limit, maxTime)).Sort(sort).Limit(limit).Project<BsonDocument>(project ?? []).ToListAsync(ending)),
            cancellationToken);
    }

    /// <summary>
    /// Without a batch size, the first answer holds 101 documents, and the rest takes another command, as it does if the answer is full:
    /// the server leaves the cursor open. No answer exceeds 16 MB.
    /// </summary>
    public static FindOptions InOneAnswer(int? documents, TimeSpan? maxTime = null) => new() { BatchSize = documents + 1, MaxTime = maxTime };

    /// <summary>Documents one after another, however many. A document that changes meanwhile may come twice.</summary>
    public async IAsyncEnumerable<BsonDocument> EachAsync(
        string collection, BsonDocument filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var cursor = await RunAsync(collection, documents => documents.Find(filter).ToCursorAsync(cancellationToken));
        while (await RunAsync(collection, _ => cursor.MoveNextAsync(cancellationToken)))
        {
            foreach (var document in cursor.Current)
                yield return document;
        }
    }

    public Task<List<BsonDocument>> AggregateAsync(
        string collection, IEnumerable<BsonDocument> stages, CancellationToken cancellationToken, TimeSpan? maxTime = null) =>
        RunAsync(collection, documents => AggregateAsync(documents, stages, cancellationToken, maxTime));

    public static async Task<List<BsonDocument>> AggregateAsync(
        IMongoCollection<BsonDocument> documents, IEnumerable<BsonDocument> stages, CancellationToken cancellationToken, TimeSpan? maxTime = null)
    {
        var options = new AggregateOptions { BatchSize = MostInOneAnswer, MaxTime = maxTime };
        using var cursor = await documents.AggregateAsync<BsonDocument>(stages.ToArray(), options, cancellationToken);
        return await cursor.ToListAsync(cancellationToken);
    }

    /// <summary>Changes one document and returns it as it is afterward; null if none matches.</summary>
    public Task<BsonDocument?> ChangeAsync(
        string collection, BsonDocument filter, IEnumerable<BsonDocument> pipeline, CancellationToken cancellationToken) =>
        RunAsync<BsonDocument?>(
            collection,
            async documents => await documents.FindOneAndUpdateAsync<BsonDocument>(
                filter,
                Pipeline(pipeline),
                new FindOneAndUpdateOptions<BsonDocument> { ReturnDocument = ReturnDocument.After },
                cancellationToken));

    /// <summary>Writes all. Upserts that lost a race with another process are tried again; the others are not sent again.</summary>
    /// <exception cref="InvalidOperationException">A unique index refuses some every time.</exception>
    public async Task WriteAsync(string collection, IReadOnlyList<WriteModel<BsonDocument>> writes, CancellationToken cancellationToken)
    {
        foreach (var some in writes.Chunk(MaxWrites))
        {
            var left = some;
            for (var tries = 1; left.Length > 0; tries++)
            {
                if (tries > MaxTries)
                    throw new InvalidOperationException($"A unique index of {collection} refused {left.Length} of {some.Length} writes {MaxTries} times.");
                var refused = await TryWriteAsync(collection, left, cancellationToken);
                left = [.. refused.Select(index => left[index])];
            }
        }
    }

    /// <summary>Sends one command.</summary>
    /// <returns>The indexes of the writes that a unique index refused; the others are done.</returns>
    public Task<IReadOnlyList<int>> TryWriteAsync(
        string collection, IReadOnlyList<WriteModel<BsonDocument>> writes, CancellationToken cancellationToken) =>
        RunAsync<IReadOnlyList<int>>(collection, async documents =>
        {
            // The driver refuses to send nothing.
            if (writes.Count == 0)
                return [];
            try
            {
                await documents.BulkWriteAsync(writes, Unordered, cancellationToken);
                return [];
            }
            catch (MongoBulkWriteException e) when (MongoErrors.AreDuplicates(e))
            {
                return [.. e.WriteErrors.Select(error => error.Index)];
            }
        });

    public static PipelineDefinition<BsonDocument, BsonDocument> Pipeline(IEnumerable<BsonDocument> stages) =>
        PipelineDefinition<BsonDocument, BsonDocument>.Create(stages);

    public static UpdateOneModel<BsonDocument> Update(BsonDocument filter, BsonDocument stage, bool upsert) =>
        new(filter, Builders<BsonDocument>.Update.Pipeline(Pipeline([stage]))) { IsUpsert = upsert };

    public void Dispose()
    {
        _client.Dispose();
        if (_patient.IsValueCreated)
            _patient.Value.Dispose();
    }
}

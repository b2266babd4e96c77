using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Mongo.Schema;
using MongoDB.Bson;
using MongoDB.Bson.IO;

namespace Batchline.Stores.Mongo.Adoption;

/// <summary>Finds and mends whatever keeps Batchline from working with a database that another program created.</summary>
public sealed class MongoAdoption
{
    private static readonly JsonWriterSettings Exact = new() { OutputMode = JsonOutputMode.CanonicalExtendedJson };

    private readonly ChangeWriter _writer;

    internal MongoAdoption(Database database, TimeProvider clock)
    {
        _writer = new ChangeWriter(database);
        IAdoptionStep[] steps =
        [
            new TextAccounts(database),
            new WrappedJobs(database),
            new TextAccountIds(database, Collections.Jobs, "UUID"),
            new TextAccountIds(database, Collections.Batches, "operationId", "batchNumber"),
            new TextAccountIds(database, Collections.States, "operationId"),
            .. Indexes.All.Where(index => index is { Unique: true, Where: null }).Select(index => new Duplicates(database, index)),
            new StuckBatches(database, clock),
            new KeylessAccounts(database),
        ];
        Steps = [.. steps.Select(step => new AdoptionStep(step))];
    }

    /// <summary>In the order in which to do them.</summary>
    public IReadOnlyList<AdoptionStep> Steps { get; }

    /// <summary>Mends one thing.</summary>
    /// <param name="finding">What to mend.</param>
    /// <param name="record">Keeps one line of the report; called, and awaited, before each change.</param>
    /// <param name="cancellationToken">Stops between two changes.</param>
    /// <returns>False if it has changed meanwhile and was left alone.</returns>
    public async Task<bool> MendAsync(AdoptionFinding finding, Func<string, Task> record, CancellationToken cancellationToken)
    {
        foreach (var change in finding.Changes)
        {
            await record(change.ToDocument().ToJson(Exact));
            if (!await _writer.WriteAsync(change, cancellationToken))
                return false;
        }

        return true;
    }

    /// <summary>Undoes one line of a report. Undo lines from the last to the first.</summary>
    /// <returns>False if the document was changed since, or the change was never made. Then it stays as it is.</returns>
    /// <exception cref="InvalidDataException">The line is not one of a report.</exception>
    public Task<bool> UndoAsync(string line, CancellationToken cancellationToken)
    {
        try
        {
            return _writer.WriteAsync(Change.Of(BsonDocument.Parse(line)).Reversed, cancellationToken);
        }
        catch (Exception e) when (e is FormatException or KeyNotFoundException or InvalidCastException)
        {
            throw new InvalidDataException("A line of the file is not one of a report that 'batchline adopt' wrote.", e);
        }
    }
}

using Batchline.Engine.Accounts;
using Batchline.Engine.Batches;
using Batchline.Engine.Heads;
using Batchline.Engine.Operations;
using Batchline.IntegrationTests.Stores.Fixtures;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.IntegrationTests.Stores.Mongo;

/// <summary>The documents and indexes as a shell shows them, against the design.</summary>
public sealed class MongoDocumentTests : IAsyncDisposable
{
    private const string BatchTypes =
        """
        _id ObjectId, operationId String, accountId ObjectId, batchNumber Int32, status String, jobUUIDs Array,
        completedJobs Array, failedJobs Array, missingJobs Array, errors Array, retryCount Int32, autoRetries Int32,
        startTime DateTime, endTime DateTime, nextAttemptAt Null, retriedBy Null, retriedFrom Null, fence Int64, seq Int64
        """;

    private const string StateTypes =
        """
        _id ObjectId, operationId String, accountId ObjectId, currentBatch Int32, totalBatches Int32, status String,
        lastBatchCompleted Int32, nextBatchToProcess Int32, startTime DateTime, endTime Null, planned Boolean,
        counters Document, dueAt Null, waitingReason Null, waitingSince Null, oddRows Null, error Null, blockedAt Null, fence Int64, seq Int64, active Boolean
        """;

    private const string JobTypes =
        "_id ObjectId, UUID String, accountId ObjectId, SerialId Int32, JobTotalPrice Double, Big Int64, item_cost Null, Team Array, lastUpdated DateTime, _sync Document";

    private const string AccountTypes =
        "_id ObjectId, name String, workizApiKey String, keyFingerprint String, enabled Boolean, deleting Boolean, createdAt DateTime, updatedAt DateTime";

    private readonly MongoFixture _fixture = new();
    private readonly StoreNode _store;

    public MongoDocumentTests() => _store = _fixture.Open();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task Names_and_types_are_those_of_the_design()
    {
        await _store.Accounts.AddAsync(Sample.Account(1, "print"), Cancel);
        await _store.Reservations.ReserveAsync([Sample.State(1, 1)], Cancel);
        await _store.Batches.PlanAsync([Sample.Batch(1, 1, 1)], Cancel);
        var head = (await _store.Heads.AcquireAsync(Sample.AccountId(1), "owner", TimeSpan.FromMinutes(1), leader: null, Cancel)).ShouldNotBeNull();
        await _store.Heads.CommitAsync(
            new Checkpoint
            {
                AccountId = Sample.AccountId(1),
                Jobs = [Sample.Replace("JOB1", Sample.Start, "\"SerialId\":17,\"JobTotalPrice\":4995.50,\"Big\":12345678901,\"item_cost\":null,\"Team\":[{\"id\":1}]")],
                Batches = [Sample.Batch(1, 1, 1, BatchStatus.CompletedWithErrors) with { StartTime = Sample.Start, EndTime = Sample.Start, Errors = ["JOB2: gone"] }],
                State = Sample.State(1, 1) with { Counters = new Counters { Total = 2 } },
                Head = HeadWrite.GivingBack(head, "w", head.Body) with { Lease = TimeSpan.FromMinutes(1) },
            },
            Cancel);

        (await TypesAsync("batches")).ShouldBe(Split(BatchTypes), ignoreOrder: true);
        (await TypesAsync("batchAccountStates")).ShouldBe(Split(StateTypes), ignoreOrder: true);
        (await TypesAsync("jobs")).ShouldBe(Split(JobTypes), ignoreOrder: true);
        (await TypesAsync("accounts")).ShouldBe(Split(AccountTypes), ignoreOrder: true);
        (await OneAsync("batches"))["status"].AsString.ShouldBe("completed_with_errors");
        (await OneAsync("accountHeads"))["expiresAt"].BsonType.ShouldBe(BsonType.DateTime);
    }

    [Theory]
    [InlineData("jobs", "UUID accountId unique", "accountId", "lastUpdated", "JobDateTime", "accountId UUID")]
    [InlineData("batches", "operationId", "accountId", "status", "operationId accountId status", "operationId accountId batchNumber unique")]
    [InlineData("batchAccountStates", "operationId", "accountId", "accountId unique where { \"active\" : true }")]
    [InlineData("accounts", "keyFingerprint unique where { \"keyFingerprint\" : { \"$exists\" : true } }")]
    public async Task Indexes_are_those_of_the_design(string collection, params string[] expected)
    {
        var indexes = await (await _fixture.Collection(collection).Indexes.ListAsync(Cancel)).ToListAsync(Cancel);

        expected.ShouldBeSubsetOf(indexes.Select(Describe));
    }

    [Fact]
    public async Task An_account_of_another_program_keeps_its_fields_when_it_is_changed()
    {
        var theirs = new BsonDocument
        {
            { "_id", ObjectId.Parse(Sample.AccountId(7).Value) }, { "workizApiToken", "api_plain" }, { "plan", "gold" }, { "nested", new BsonDocument("a", 1) },
        };
        await _fixture.Collection("accounts").InsertOneAsync(theirs, cancellationToken: Cancel);

        (await _store.Accounts.GetAsync(Sample.AccountId(7), Cancel)).ShouldNotBeNull().WorkizApiKey.ShouldBe("api_plain");
        await _store.Accounts.UpdateAsync(Sample.AccountId(7), new AccountChange { Enabled = false, UpdatedAt = Sample.Start }, Cancel);

        var stored = await OneAsync("accounts");
        (stored["workizApiToken"], stored["plan"], stored["nested"]).ShouldBe((theirs["workizApiToken"], theirs["plan"], theirs["nested"]));
        stored.Contains("workizApiKey").ShouldBeFalse();
        (await _store.Accounts.ListAsync(null, 10, Cancel)).ShouldHaveSingleItem().Enabled.ShouldBeFalse();
    }

    private async Task<BsonDocument> OneAsync(string collection) =>
        await _fixture.Collection(collection).Find(new BsonDocument()).SingleAsync(Cancel);

    private async Task<IEnumerable<string>> TypesAsync(string collection) =>
        (await OneAsync(collection)).Select(field => $"{field.Name} {field.Value.BsonType}");

    private static string[] Split(string table) => table.Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Describe(BsonDocument index) =>
        string.Join(' ', index["key"].AsBsonDocument.Names)
        + (index.Contains("unique") ? " unique" : "")
        + (index.Contains("partialFilterExpression") ? $" where {index["partialFilterExpression"]}" : "");
}

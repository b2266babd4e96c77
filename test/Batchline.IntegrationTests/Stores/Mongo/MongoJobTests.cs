using Batchline.Engine.Heads;
using Batchline.Engine.Records;
using Batchline.IntegrationTests.Stores.Contracts;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Mongo.Schema;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.IntegrationTests.Stores.Mongo;

public sealed class MongoJobTests : StoreContract<MongoFixture>
{
    private readonly MongoFixture _other = new();

    [Theory]
    [InlineData("\"a.b\":1,\"$set\":{\"$x.y\":2},\"\":3")]
    [InlineData("\"x\":1,\"x\":2")]
    [InlineData("\"Price\":0.12345678901234567890123,\"Big\":123456789012345678901234567890123456789012345")]
    [InlineData("\"_id\":{\"$oid\":\"x\"},\"lastUpdated\":null,\"accountId\":\"a\",\"_sync\":{\"hash\":1}")]
    public async Task An_odd_document_comes_back_as_it_was_sent(string fields)
    {
        var write = Sample.Replace("JOB1", Now, fields);
        await StoreAsync(Sample.AccountId(1), write);
        await StoreAsync(Sample.AccountId(1), write);

        var json = (await Store.Jobs.GetAsync(Sample.AccountId(1), "JOB1", Cancel)).ShouldNotBeNull().Document.Json;

        json.ShouldBeTheDocument(write.Document!.Json);
    }

    [Theory]
    [InlineData("\"Notes\":\"half \\ud83d an emoji\"")]
    [InlineData("\"\\ud83d name\": [{\"Note\":\"\\ude00\"}]")]
    [InlineData("\"Zero\":0e-99999999999999999999,\"Tiny\":-1e-7000")]
    [InlineData("\"Zero\":-0")]
    [InlineData("\"Price\":1e400, \"Other\":4995.50")]
    [InlineData("\"Price\":1e7000,\"Zero\":-0.0,\"Long\":123456789012345678901234567890123456789012345")]
    public async Task What_documents_cannot_hold_comes_back_letter_by_letter(string fields)
    {
        var write = Sample.Replace("JOB1", Now, fields);
        await StoreAsync(Sample.AccountId(1), write);
        await StoreAsync(Sample.AccountId(1), write);

        (await Store.Jobs.GetAsync(Sample.AccountId(1), "JOB1", Cancel)).ShouldNotBeNull().Document.ShouldBe(write.Document);
    }

    [Fact]
    public async Task A_document_holds_odd_texts_and_numbers_as_near_as_it_can()
    {
        await using var store = _other.Open();
        await CommitAsync(store, Sample.Replace(
            "JOB1", Sample.Start, """
            "Notes":"half \ud83d an emoji","Crew \ud83d":[{"Name":"\ude00"}],"Price":1e400,"Cost":1e7000,"Zero":-0,"Big":18446744073709551616,"Tenth":0.1000000000000000055511151231257827
            """));

        var stored = await _other.Collection("jobs").Find(new BsonDocument()).SingleAsync(Cancel);
        stored["Notes"].ShouldBe("half \ufffd an emoji");
        stored["Crew \ufffd"][0]["Name"].ShouldBe("\ufffd");
        stored["Price"].ShouldBe(new BsonDecimal128(Decimal128.Parse("1E+400")));
        stored["Cost"].ShouldBe("1e7000");
        stored["Zero"].BsonType.ShouldBe(BsonType.Double);
        stored["Big"].ShouldBe(new BsonDecimal128(Decimal128.Parse("18446744073709551616")));
        stored["Tenth"].ShouldBe(new BsonDecimal128(Decimal128.Parse("0.1000000000000000055511151231257827")));
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task A_fetch_replaces_what_workiz_sent_and_leaves_what_others_wrote()
    {
        await using var store = _other.Open();
        var jobs = _other.Collection("jobs");
        var id = ObjectId.GenerateNewId();
        await jobs.InsertOneAsync(
            new BsonDocument
            {
                { "_id", id },
                { "UUID", "JOB1" },
                { "accountId", ObjectId.Parse(Sample.AccountId(1).Value) },
                { "Status", "Pending" },
                { "ourMark", "keep" },
            },
            cancellationToken: Cancel);
        (await store.Jobs.SyncOfAsync(Sample.AccountId(1), ["JOB1"], Cancel))["JOB1"].Hash.ShouldBeNull();

        await CommitAsync(store, Sample.Replace("JOB1", Sample.Start, "\"Status\":\"Done\",\"Tags\":[1]"));
        await CommitAsync(store, Sample.Replace("JOB1", Sample.Start, "\"Status\":\"Closed\"") with { ChangedFields = ["Status", "Tags"] });

        var stored = await jobs.Find(new BsonDocument()).SingleAsync(Cancel);
        (stored["_id"].AsObjectId, stored["ourMark"].AsString, stored["Status"].AsString).ShouldBe((id, "keep", "Closed"));
        stored.Contains("Tags").ShouldBeFalse();
        (await store.Jobs.GetAsync(Sample.AccountId(1), "JOB1", Cancel))!.Document.Json.ShouldBe("{\"UUID\":\"JOB1\",\"Status\":\"Closed\"}");
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task Duplicates_are_named_and_nothing_is_deleted()
    {
        var fixture = new MongoFixture();
        var account = ObjectId.Parse(Sample.AccountId(1).Value);
        await fixture.Collection("jobs").InsertManyAsync(
            [new BsonDocument { { "UUID", "TWICE" }, { "accountId", account } }, new BsonDocument { { "UUID", "TWICE" }, { "accountId", account } }],
            cancellationToken: Cancel);

        var fault = Should.Throw<InvalidDataException>(() => fixture.Open());

        fault.Message.ShouldContain("TWICE");
        (await fixture.Collection("jobs").CountDocumentsAsync(new BsonDocument(), cancellationToken: Cancel)).ShouldBe(2);
        await fixture.Database.Client.DropDatabaseAsync(fixture.Name, Cancel);
    }

    [Fact]
    public async Task Several_processes_make_the_indexes_at_once()
    {
        await using var store = _other.Open();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => store.Services.GetRequiredService<MongoSchema>().EnsureAsync(Cancel)));

        await _other.DisposeAsync();
    }

    private static async Task CommitAsync(StoreNode store, JobWrite job)
    {
        var head = (await store.Heads.AcquireAsync(Sample.AccountId(1), Guid.NewGuid().ToString(), TimeSpan.FromMinutes(1), leader: null, Cancel)).ShouldNotBeNull();
        (await store.Heads.CommitAsync(
            new Checkpoint { AccountId = Sample.AccountId(1), Jobs = [job], Head = HeadWrite.GivingBack(head, Guid.NewGuid().ToString(), head.Body) },
            Cancel)).ShouldNotBeNull();
    }
}

using Batchline.Commands.Shell;
using MongoDB.Bson;

namespace Batchline.IntegrationTests.Commands.Mongo;

/// <summary>A database as the source document's program leaves it behind, taken over and handed back.</summary>
[Collection(CommandTests.Name)]
public sealed class AdoptTests
{
    private static readonly ObjectId One = ObjectId.Parse("665f1c2ab1e4c3a9d0f7e801");
    private static readonly ObjectId Two = ObjectId.Parse("665f1c2ab1e4c3a9d0f7e802");
    private static readonly DateTime Day = new(2026, 1, 31, 12, 0, 0, DateTimeKind.Utc);
    private static readonly string[] Collections = ["accounts", "jobs", "batches", "batchAccountStates"];

    [Fact]
    public async Task A_check_tells_everything_and_changes_nothing()
    {
        await using var bench = await FilledAsync();
        var before = await DumpAsync(bench);

        var check = await bench.RunAsync("adopt", "--check");

        check.Code.ShouldBe(ExitCodes.SomeFailed, check.ToString());
        check.Output.ShouldContain("1 accounts whose _id is a text");
        check.Output.ShouldContain("2 jobs whose fields stand under a key \"0\" (1 of them:");
        check.Output.ShouldContain("2 documents of jobs whose accountId is a text (1 of them:");
        check.Output.ShouldContain($"BOTH of account {One}: is there with an ObjectId too, this copy stays");
        check.Output.ShouldContain("1 documents of jobs that are the same in UUID and accountId");
        check.Output.ShouldContain("1 batches of another program stuck in processing");
        check.Output.ShouldContain("1 accounts without a key");
        check.All.ShouldNotContain("api_plain");
        (await DumpAsync(bench)).ShouldBe(before);
    }

    [Fact]
    public async Task What_is_found_is_mended_and_can_be_taken_back_by_the_report()
    {
        await using var bench = await FilledAsync();
        var before = await DumpAsync(bench);
        var report = Path.Combine(bench.Commands.Settings["Store:DataDirectory"] + ".jsonl");

        var adopted = await bench.RunAsync("adopt", "--yes", "--report", report);
        var again = await bench.RunAsync("adopt", "--check");

        adopted.Code.ShouldBe(ExitCodes.SomeFailed, adopted.ToString());
        adopted.Output.ShouldContain($"adopt --undo {report}");
        (await bench.OneAsync("accounts", new BsonDocument("name", "By text")))["_id"].ShouldBe(ObjectId.Parse("665f1c2ab1e4c3a9d0f7e803"));
        var wrapped = await bench.OneAsync("jobs", new BsonDocument("UUID", "WRAP"));
        wrapped.Contains("0").ShouldBeFalse();
        (wrapped["Status"], wrapped["odd.name"], wrapped["ours"]).ShouldBe(("Done", 7, "kept"));
        (await bench.OneAsync("jobs", new BsonDocument("UUID", "TEXT")))["accountId"].ShouldBe(Two);
        (await bench.OneAsync("jobs", new BsonDocument("UUID", "TWICE")))["Status"].ShouldBe("newer");
        var stuck = await bench.OneAsync("batches", new BsonDocument("batchNumber", 2));
        (stuck["status"], stuck["errors"].AsBsonArray.Count).ShouldBe(("failed", 2));
        again.Output.ShouldContain($"BOTH of account {One}");
        again.Output.ShouldNotContain($"TEXT of account {Two}");

        // What was changed since stays as it is.
        await bench.SetAsync("jobs", new BsonDocument("UUID", "WRAP"), new BsonDocument("Status", "Submitted"));
        var undone = await bench.RunAsync("adopt", "--undo", report);
        undone.Code.ShouldBe(ExitCodes.SomeFailed, undone.ToString());
        undone.Error.ShouldContain("1 were not");
        await bench.SetAsync("jobs", new BsonDocument("UUID", "WRAP"), new BsonDocument("Status", "Done"));
        await bench.RunAsync("adopt", "--undo", report);
        (await DumpAsync(bench)).ShouldBe(before);
    }

    [Fact]
    public async Task A_database_of_the_source_documents_kind_is_served_as_it_is()
    {
        await using var bench = await MongoBench.StartAsync();
        foreach (var (collection, fields) in SourceIndexes)
            await bench.IndexAsync(collection, new BsonDocument(fields.Select(field => new BsonElement(field, 1))), unique: fields[0] == "UUID");
        await bench.IndexAsync("jobs", new BsonDocument("Phone", 1));
        var (plain, token) = (bench.Commands.Simulator.Tokens[0], bench.Commands.Simulator.Tokens[1]);
        await bench.InsertAsync(
            "accounts",
            new BsonDocument { { "_id", One }, { "name", "Plain" }, { "workizApiKey", plain }, { "theirs", new BsonDocument("a", 1) } },
            new BsonDocument { { "_id", Two }, { "name", "Token" }, { "workizApiToken", token }, { "plan", "gold" } },
            new BsonDocument { { "_id", ObjectId.GenerateNewId() }, { "name", "Neither" }, { "enabled", false } });
        var known = bench.Commands.Simulator.Truth(plain).First().Uuid;
        await bench.InsertAsync(
            "jobs",
            new BsonDocument { { "UUID", known }, { "accountId", One.ToString() }, { "invoice", 17 }, { "lastUpdated", Day } },
            new BsonDocument { { "UUID", "GONE1" }, { "accountId", Two.ToString() } },
            new BsonDocument { { "UUID", "GONE2" }, { "accountId", Two } },
            new BsonDocument { { "UUID", "GONE2" }, { "accountId", Two.ToString() }, { "copy", true } });
        await bench.InsertAsync("batches", OldBatch(1, "processing"));

        var sync = await bench.RunAsync("sync", "--strategy", "each");

        sync.Code.ShouldBe(ExitCodes.Success, sync.ToString());
        var accounts = await bench.AllAsync("accounts");
        (accounts[0]["workizApiKey"], accounts[0]["theirs"], accounts[1]["workizApiToken"], accounts[1]["plan"])
            .ShouldBe((plain, new BsonDocument("a", 1), token, "gold"));
        accounts[1].Contains("workizApiKey").ShouldBeFalse();
        var adopted = await bench.OneAsync("jobs", new BsonDocument("UUID", known));
        (adopted["accountId"], adopted["invoice"], adopted.Contains("Status")).ShouldBe((One, 17, true));
        (await bench.OneAsync("jobs", new BsonDocument("UUID", "GONE1")))["accountId"].ShouldBe(Two);
        (await bench.OneAsync("jobs", new BsonDocument { { "UUID", "GONE2" }, { "accountId", Two.ToString() } })).Contains("_sync").ShouldBeFalse();
        (await bench.OneAsync("batches", new BsonDocument("operationId", "op-of-another")))["status"].ShouldBe("processing");
        (await bench.RunAsync("jobs", "list")).Code.ShouldBe(ExitCodes.Success);
    }

    [Fact]
    public async Task Keys_are_encrypted_when_somebody_says_so()
    {
        await using var bench = await MongoBench.StartAsync();
        await bench.InsertAsync(
            "accounts",
            new BsonDocument { { "_id", One }, { "name", "Plain" }, { "workizApiKey", "api_plain_1" }, { "theirs", 1 } },
            new BsonDocument { { "_id", Two }, { "name", "Token" }, { "workizApiToken", "api_plain_2" } });

        var unsure = await bench.RunAsync("accounts", "encrypt");
        var encrypted = await bench.RunAsync("accounts", "encrypt", "--yes");
        var again = await bench.RunAsync("accounts", "encrypt", "--yes");

        unsure.Code.ShouldBe(ExitCodes.CouldNot);
        unsure.Error.ShouldContain("Other programs that read workizApiKey");
        encrypted.Code.ShouldBe(ExitCodes.Success, encrypted.ToString());
        again.Output.ShouldContain("No key is stored plain.");
        foreach (var account in await bench.AllAsync("accounts"))
        {
            account["workizApiKey"].AsString.ShouldStartWith("enc:v1:");
            account.Contains("workizApiToken").ShouldBeFalse();
            account["keyFingerprint"].AsString.Length.ShouldBe(64);
        }

        (await bench.OneAsync("accounts", new BsonDocument("_id", One)))["theirs"].ShouldBe(1);
        (unsure.All + encrypted.All).ShouldNotContain("api_plain");
    }

    [Fact]
    public async Task Only_a_MongoDB_is_adopted()
    {
        await using var bench = await CommandBench.StartAsync();

        var outcome = await bench.RunAsync("adopt", "--check");

        outcome.Code.ShouldBe(ExitCodes.CouldNot);
        outcome.Error.ShouldContain("MONGODB_URI");
    }

    private static (string Collection, string[] Fields)[] SourceIndexes =>
    [
        ("jobs", ["UUID", "accountId"]), ("jobs", ["accountId"]), ("jobs", ["lastUpdated"]), ("jobs", ["JobDateTime"]),
        ("batches", ["operationId"]), ("batches", ["accountId"]), ("batches", ["status"]), ("batches", ["operationId", "accountId", "status"]),
        ("batchAccountStates", ["operationId"]), ("batchAccountStates", ["accountId"]), ("batchAccountStates", ["operationId", "accountId"]),
    ];

    private static async Task<MongoBench> FilledAsync()
    {
        var bench = await MongoBench.StartAsync();
        await bench.InsertAsync(
            "accounts",
            new BsonDocument { { "_id", One }, { "name", "Plain" }, { "workizApiKey", "api_plain" } },
            new BsonDocument { { "_id", Two }, { "name", "Keyless" } },
            new BsonDocument { { "_id", "665f1c2ab1e4c3a9d0f7e803" }, { "name", "By text" }, { "workizApiKey", "api_plain" } });
        await bench.InsertAsync(
            "jobs",
            Job("WRAP", One).Add("ours", "kept").Add("0", Job("WRAP", One).Add("Status", "Done").Add("odd.name", 7)),
            Job("OTHER", One).Add("0", new BsonDocument("UUID", "ANOTHER")),
            Job("TEXT", Two.ToString()),
            Job("BOTH", One),
            Job("BOTH", One.ToString()),
            Job("TWICE", One).Set("lastUpdated", Day.AddDays(-1)).Add("Status", "older"),
            Job("TWICE", One).Add("Status", "newer"),
            Job("FINE", One));
        await bench.InsertAsync("batches", OldBatch(1, "completed"), OldBatch(2, "processing"));
        await bench.InsertAsync("batchAccountStates", new BsonDocument { { "operationId", "op-of-another" }, { "accountId", One }, { "status", "processing" } });
        return bench;
    }

    private static BsonDocument Job(string uuid, BsonValue account) =>
        new() { { "_id", ObjectId.GenerateNewId() }, { "UUID", uuid }, { "accountId", account }, { "lastUpdated", Day } };

    private static BsonDocument OldBatch(int number, string status) => new()
    {
        { "operationId", "op-of-another" }, { "accountId", One }, { "batchNumber", number }, { "status", status }, { "jobUUIDs", new BsonArray { "WRAP" } },
        { "completedJobs", new BsonArray() }, { "failedJobs", new BsonArray() }, { "errors", new BsonArray { "WRAP: slow" } }, { "retryCount", 0 }, { "startTime", Day },
    };

    private static async Task<string> DumpAsync(MongoBench bench)
    {
        var all = new List<string>();
        foreach (var collection in Collections)
            all.AddRange((await bench.AllAsync(collection)).Select(document => $"{collection} {Sorted(document).ToJson()}").Order(StringComparer.Ordinal));
        return string.Join('\n', all);
    }

    /// <summary>The order of fields is not kept.</summary>
    private static BsonDocument Sorted(BsonDocument document) => new(document.OrderBy(field => field.Name, StringComparer.Ordinal));
}

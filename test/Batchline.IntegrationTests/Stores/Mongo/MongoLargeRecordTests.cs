using Batchline.IntegrationTests.Stores.Contracts;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Mongo;

/// <summary>Records near the 16 MB that MongoDB takes.</summary>
public sealed class MongoLargeRecordTests : StoreContract<MongoFixture>
{
    [Fact]
    public async Task The_largest_record_that_is_taken_can_be_stored_and_changed()
    {
        // 15.3 MB as a document.
        var fields = $"\"Numbers\":[{string.Join(',', Enumerable.Repeat(1, 1_240_000))}]";

        await StoreAsync(Sample.AccountId(1), Sample.Replace("JOB1", Now, fields));
        await StoreAsync(Sample.AccountId(1), Sample.Replace("JOB1", Now, fields + ",\"Status\":\"Done\"", "other") with { ChangedFields = ["Status"] });

        (await Store.Jobs.GetAsync(Sample.AccountId(1), "JOB1", Cancel)).ShouldNotBeNull().Document.Root.GetProperty("Status").GetString().ShouldBe("Done");
    }
}

using System.Text.Json;
using Batchline.Engine.Records;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Contracts.Records;

/// <summary>A changed record is stored whole, however much of it a store needs to write.</summary>
public abstract class JobChangeContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Theory]
    [MemberData(nameof(JobChanges.All), MemberType = typeof(JobChanges))]
    public async Task A_changed_record_is_read_as_it_was_sent(string before, string after)
    {
        await StoreAsync(Sample.AccountId(1), Sample.Replace("JOB1", Now, before, "before"));

        var write = ChangeOf(await JobAsync(), after, "after");
        await StoreAsync(Sample.AccountId(1), write);

        (await JobAsync()).Document.Json.ShouldBeTheDocument(write.Document!.Json);
        (await JobAsync()).Sync.Hash.ShouldBe("after");
        (await JobAsync()).Sync.ChangedFields.ShouldBe(write.ChangedFields);
    }

    /// <summary>As when the predecessor's last write arrived after the record was read.</summary>
    [Theory]
    [MemberData(nameof(JobChanges.All), MemberType = typeof(JobChanges))]
    public async Task A_record_that_is_not_what_it_was_compared_with_any_more_is_replaced_whole(string before, string after)
    {
        await StoreAsync(Sample.AccountId(1), Sample.Replace("JOB1", Now, before, "before"));
        var write = ChangeOf(await JobAsync(), after, "after");
        await StoreAsync(Sample.AccountId(1), Sample.Replace("JOB1", Now, "\"Status\":\"Late\",\"Price\":99,\"Other\":true", "late"));

        await StoreAsync(Sample.AccountId(1), write);

        var fields = JsonDocument.Parse(write.Document!.Json).RootElement;
        var stored = JsonDocument.Parse((await JobAsync()).Document.Json).RootElement;
        fields.EnumerateObject().ShouldAllBe(field => JsonElement.DeepEquals(stored.GetProperty(field.Name), fields.GetProperty(field.Name)));
        (await JobAsync()).Sync.Hash.ShouldBe("after");
    }

    private JobWrite ChangeOf(StoredJob stored, string fields, string hash)
    {
        var write = Sample.Replace("JOB1", Now, fields, hash);
        return write with { Over = stored, ChangedFields = JobFields.Changed(stored.Document.Root, write.Document!.Root) };
    }

    private async Task<StoredJob> JobAsync() => (await Store.Jobs.GetAsync(Sample.AccountId(1), "JOB1", Cancel)).ShouldNotBeNull();
}

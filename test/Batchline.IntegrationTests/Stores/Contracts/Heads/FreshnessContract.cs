using Batchline.Engine.Freshness;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Contracts.Heads;

public abstract class FreshnessContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task An_account_without_jobs_has_no_freshness() =>
        (await Store.Freshness.ReadAsync(Sample.AccountId(1), Cancel)).ShouldBeNull();

    [Fact]
    public async Task The_oldest_and_the_median_are_of_the_jobs_that_are_still_there()
    {
        await StoreAsync(Sample.AccountId(2), Sample.Replace("Other", Sample.Start.AddDays(-9)));
        await StoreAsync(
            Sample.AccountId(1),
            Sample.Replace("A", Sample.Start.AddHours(3)), Sample.Replace("B", Sample.Start.AddHours(1)), Sample.Replace("C", Sample.Start.AddHours(2)),
            Sample.Replace("Gone", Sample.Start.AddDays(-1)));
        await StoreAsync(Sample.AccountId(1), Sample.MarkMissing("Gone", Sample.Start));

        var freshness = (await Store.Freshness.ReadAsync(Sample.AccountId(1), Cancel)).ShouldNotBeNull();

        freshness.Jobs.ShouldBe(3);
        freshness.Oldest.ShouldBe(Sample.Start.AddHours(1));
        freshness.Median.ShouldBe(Sample.Start.AddHours(2));
    }

    [Fact]
    public async Task A_job_that_is_looked_at_and_the_same_is_fresh_again()
    {
        await StoreAsync(Sample.AccountId(1), Sample.Replace("A", Sample.Start));

        await StoreAsync(Sample.AccountId(1), Sample.Touch("A", Sample.Start.AddHours(5)));

        (await Store.Freshness.ReadAsync(Sample.AccountId(1), Cancel)).ShouldNotBeNull().Oldest.ShouldBe(Sample.Start.AddHours(5));
    }

    [Fact]
    public async Task Several_accounts_are_read_at_once()
    {
        await StoreAsync(Sample.AccountId(1), Sample.Replace("A", Sample.Start));
        await StoreAsync(Sample.AccountId(2), Sample.Replace("A", Sample.Start.AddHours(1)), Sample.Replace("B", Sample.Start.AddHours(2)));

        var freshness = await Store.Freshness.ReadAsync([Sample.AccountId(1), Sample.AccountId(2), Sample.AccountId(3)], Cancel);

        freshness.Count.ShouldBe(3);
        freshness[Sample.AccountId(1)].ShouldBe(new AccountFreshness(1, Sample.Start, Sample.Start));
        freshness[Sample.AccountId(2)].ShouldBe(new AccountFreshness(2, Sample.Start.AddHours(1), Sample.Start.AddHours(2)));
        freshness[Sample.AccountId(3)].ShouldBeNull();
    }
}

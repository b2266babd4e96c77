using Batchline.Engine.Failures;
using Batchline.Engine.Leadership;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.IntegrationTests.Stores.Contracts;

public abstract class WriteProbeContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task A_probe_is_taken_again_and_again_and_counts_as_nothing()
    {
        var probe = Store.Services.GetRequiredService<IWriteProbe>();
        await Store.Operations.InsertAsync(Sample.Operation(1), Cancel);

        await probe.WriteAsync(Cancel);
        await probe.WriteAsync(Cancel);

        Store.Services.GetRequiredService<StoreHealth>().Refusal.ShouldBeNull();
        (await Store.Services.GetRequiredService<ILeaderRole>().TakeAsync("a leader", TimeSpan.FromSeconds(6), Cancel)).ShouldNotBeNull();
        (await Store.Operations.ListAsync([], null, 10, Cancel)).ShouldHaveSingleItem().ShouldHold(Sample.Operation(1));
    }
}

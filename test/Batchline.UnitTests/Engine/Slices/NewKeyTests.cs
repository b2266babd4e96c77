using Batchline.Engine.Accounts;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Workiz;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices;

public sealed class NewKeyTests
{
    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Fact]
    public async Task L1_A_key_that_is_set_while_the_old_one_is_being_refused_is_the_one_that_is_tried_next()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 4);
        var isNew = false;
        shop.Workiz.Script = request =>
        {
            if (request.Token == "new")
                return null;

            // What a person does who sees the refusal before the slice ends that has met it.
            if (!isNew)
                SetKeyAsync(shop, account).GetAwaiter().GetResult();
            isNew = true;
            return new WorkizAnswer.Refused("no");
        };

        var operation = await shop.StartAsync();
        await shop.DriveAsync(TimeSpan.FromMinutes(5));

        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
        (await shop.StateAsync(operation, account)).Counters.Completed.ShouldBe(4);
        shop.Workiz.Requests.Count(request => request.Token == "1").ShouldBe(1);
    }

    private static async Task SetKeyAsync(Workshop shop, AccountId account)
    {
        await shop.Get<IAccountStore>().UpdateAsync(account, new AccountChange { WorkizApiKey = "new", UpdatedAt = Sample.Noon }, TestEnd);
        await shop.Get<IHeadInbox>().AppendAsync([account], new HeadCommand { Id = account.Value, Kind = HeadCommandKind.Unblock }, TestEnd);
    }
}

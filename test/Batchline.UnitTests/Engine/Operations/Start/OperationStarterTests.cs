using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Batchline.UnitTests.Engine.Slices;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Operations.Start;

public sealed class OperationStarterTests : IDisposable
{
    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task A_clash_is_rejected_and_leaves_no_account_reserved()
    {
        var (free, busy) = (await _shop.AddAccountAsync(1, 1), await _shop.AddAccountAsync(2, 1));
        var running = await _shop.StartAsync(new StartRequest { AccountIds = [busy] });

        var result = await _shop.TryStartAsync(new StartRequest());
        var afterwards = await _shop.TryStartAsync(new StartRequest { AccountIds = [free] });

        result.ShouldBe(new StartResult.Busy(new BusyAccount(busy, running)));
        afterwards.ShouldBeOfType<StartResult.Started>();
    }

    [Fact]
    public async Task A_clash_is_skipped_when_asked()
    {
        var (free, busy) = (await _shop.AddAccountAsync(1, 1), await _shop.AddAccountAsync(2, 1));
        await _shop.StartAsync(new StartRequest { AccountIds = [busy] });

        var result = await _shop.TryStartAsync(new StartRequest { OnBusy = OnBusy.Skip });

        var operation = result.ShouldBeOfType<StartResult.Started>().Operation;
        (operation.Admitted, operation.Accounts).ShouldBe((true, 1));
        operation.Skipped.ShouldBe([busy]);
        (await _shop.StateAsync(operation.Id, free)).Active.ShouldBeTrue();
    }

    [Fact]
    public async Task Of_many_accounts_that_are_left_out_a_hundred_are_named_and_all_counted()
    {
        await _shop.AddAccountAsync(1, 1);
        var busy = new List<AccountId>();
        for (var number = 2; number <= 102; number++)
            busy.Add(await _shop.AddAccountAsync(number, 1));
        await _shop.StartAsync(new StartRequest { AccountIds = busy });

        var operation = (await _shop.TryStartAsync(new StartRequest { OnBusy = OnBusy.Skip })).ShouldBeOfType<StartResult.Started>().Operation;

        (operation.Skipped.Count, operation.SkippedTotal).ShouldBe((100, 101));
    }

    [Fact]
    public async Task A_clash_on_every_account_is_a_clash_even_when_skipping()
    {
        var busy = await _shop.AddAccountAsync(1, 1);
        await _shop.StartAsync();

        var result = await _shop.TryStartAsync(new StartRequest { OnBusy = OnBusy.Skip });

        result.ShouldBeOfType<StartResult.Busy>().By.AccountId.ShouldBe(busy);
    }

    [Fact]
    public async Task The_same_key_with_the_same_request_answers_the_operation_started_first()
    {
        await _shop.AddAccountAsync(1, 1);
        var request = new StartRequest { IdempotencyKey = "tonight", RequestHash = "h1" };
        var first = await _shop.StartAsync(request);

        var again = await _shop.StartAsync(request);

        again.ShouldBe(first);
    }

    [Fact]
    public async Task The_same_key_with_another_request_is_refused()
    {
        await _shop.AddAccountAsync(1, 1);
        var first = await _shop.StartAsync(new StartRequest { IdempotencyKey = "tonight", RequestHash = "h1" });

        var result = await _shop.TryStartAsync(new StartRequest { IdempotencyKey = "tonight", RequestHash = "h2" });

        result.ShouldBe(new StartResult.KeyReused(first));
    }

    [Fact]
    public async Task A_rejected_start_gives_its_key_free()
    {
        await _shop.AddAccountAsync(1, 1);
        await _shop.StartAsync();
        var request = new StartRequest { IdempotencyKey = "tonight", RequestHash = "h1" };
        (await _shop.TryStartAsync(request)).ShouldBeOfType<StartResult.Busy>();
        await _shop.DriveAsync(TimeSpan.FromHours(1));

        var result = await _shop.TryStartAsync(request);

        result.ShouldBeOfType<StartResult.Started>();
    }

    [Fact]
    public async Task Unknown_accounts_are_named_and_nothing_starts()
    {
        var known = await _shop.AddAccountAsync(1, 1);
        var unknown = new AccountId("ffffffffffffffffffffffff");

        var result = await _shop.TryStartAsync(new StartRequest { AccountIds = [known, unknown] });

        result.ShouldBeOfType<StartResult.UnknownAccounts>().Ids.ShouldBe([unknown]);
        (await _shop.TryStartAsync(new StartRequest())).ShouldBeOfType<StartResult.Started>();
    }

    [Fact]
    public async Task Without_an_account_nothing_starts()
    {
        (await _shop.TryStartAsync(new StartRequest())).ShouldBeOfType<StartResult.NoAccounts>();
    }
}

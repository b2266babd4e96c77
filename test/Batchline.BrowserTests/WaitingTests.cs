using Batchline.Engine.Accounts;
using Batchline.Engine.Ids;
using Batchline.Engine.Listing;
using Batchline.Engine.Operations;
using Batchline.Engine.Workiz;
using Batchline.Simulator.Worlds;
using Microsoft.Playwright;

namespace Batchline.BrowserTests;

public sealed class WaitingTests(Chromium chromium)
{
    private static readonly OperationId Operation = new("0000000000000000000000b1");

    [Fact]
    public async Task The_page_says_what_an_account_waits_for_and_which_rows_of_its_list_were_not_taken()
    {
        await using var server = await DashboardServer.StartAsync(new SimulatorOptions { Accounts = 2, JobsPerAccount = 1 }, ("Hosting:Mode", "Api"));
        var (stuck, done) = (await AddAsync(server, 1, "Ace Plumbing"), await AddAsync(server, 2, "Brightside Electric"));
        var begun = DateTimeOffset.UtcNow.AddMinutes(-3);
        await server.Service<IOperationStore>().InsertAsync(
            new Operation { Id = Operation, Status = OperationStatus.Processing, Strategy = Strategy.Each, BatchSize = 10, Admitted = true, Accounts = 2, StartTime = begun },
            CancellationToken.None);

        // Somebody has begun on it, so that no sweep wakes it anew.
        await server.Service<IAccountStateStore>().ReserveAsync([State(1, stuck, begun) with { Active = true, Fence = 1 }], CancellationToken.None);
        await server.Service<IImport>().ImportStatesAsync(
            [
                State(2, done, begun) with
                {
                    Status = AccountStateStatus.Completed,
                    Planned = true,
                    Counters = new Counters { Total = 72, Completed = 60, Failed = 12, OddRows = 12 },
                    OddRows = OddRows.None.With([new OddRow(1, 61, "its UUID is <b>an object</b>"), .. Enumerable.Range(1, 11).Select(row => new OddRow(2, row, "no UUID"))]),
                },
            ],
            CancellationToken.None);
        await using var page = await chromium.OpenAsync(server.Address);

        await page.GoAsync($"operations/{Operation}");

        await page.SeesAsync("no process is working on it. Start 'batchline serve', or call the cron tick or process-batch.");
        await page.SeesAsync("12 odd rows in the lists of Workiz");
        await page.SeesAsync("page 1, row 61");
        await page.SeesAsync("its UUID is <b>an object</b>");
        await page.SeesAsync("and 2 more");
        await page.Page.GetByText("12 rows", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(page.Page.GetByText("page 1, row 61")).ToBeHiddenAsync();
    }

    /// <summary>Not through the API, which would set it to work.</summary>
    private static async Task<AccountId> AddAsync(DashboardServer server, int number, string name)
    {
        var id = new AccountId($"0000000000000000000000a{number}");
        (await server.Service<IAccountStore>().AddAsync(new Account { Id = id, Name = name, Enabled = true }, CancellationToken.None)).ShouldBe(AccountWrite.Done);
        return id;
    }

    private static AccountState State(int number, AccountId account, DateTimeOffset begun) => new()
    {
        Id = $"0000000000000000000000d{number}",
        OperationId = Operation,
        AccountId = account,
        StartTime = begun,
    };
}

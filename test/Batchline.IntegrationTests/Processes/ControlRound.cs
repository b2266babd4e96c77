using System.Net;
using Batchline.IntegrationTests.Programs;

namespace Batchline.IntegrationTests.Processes;

/// <summary>One operation, and commands to it at random moments by either process, sometimes by both at once.</summary>
internal sealed class ControlRound(Stage stage, IReadOnlyList<BatchlineApi> apis, Random random, ControlTally tally)
{
    private static readonly string[] Refusals = ["bad_transition", "batch_not_failed", "retry_limit", "account_busy"];
    private static readonly string[] Ends = ["completed", "completed_with_errors", "failed", "cancelled"];
    private string _operation = "";
    private bool _cancelled;

    public async Task RunAsync(string round)
    {
        stage.ChangeEveryJob();
        _operation = await StartAsync();
        for (var left = random.Next(3, 8); left > 0; left--)
        {
            await RequestsAsync(random.Next(0, 12));
            if (random.Next(4) == 0)
                await Task.WhenAll(AskAsync(apis[0], Command()), AskAsync(apis[1], Command()));
            else
                await AloneAsync(Command(), round);
        }

        var status = await EndAsync();
        status.ShouldBeOneOf(Ends, round);
        (status == "cancelled").ShouldBe(_cancelled, round);
        tally.Add($"operations {status}");

        // What a process tells of the progress may be a second old.
        var api = Any();
        await Until.TrueAsync(async () => (await api.ProgressAsync(_operation)).GetProperty("status").GetString() == status, $"the progress says {status}");
        var books = await Books.ReadAsync(api, _operation);
        if (_cancelled)
        {
            books.ShouldAddUpAsFarAsTheyGo();
            return;
        }
        books.ShouldLoseNothingAndCountNothingTwice();
        books.ShouldAddUp(listed: 0);
    }

    private BatchlineApi Any() => apis[random.Next(apis.Count)];

    private string Command() => random.Next(20) switch
    {
        < 6 => "pause",
        < 11 => "resume",
        < 15 => "retry",
        < 19 => "retry-batch",
        _ => "cancel",
    };

    private async Task<string> StartAsync()
    {
        var (status, body) = await Any().PostAsync("/api/init-batch-update", new { strategy = "each", batchSize = 4 });
        status.ShouldBe(HttpStatusCode.Accepted, $"{body}");
        return body.GetProperty("operationId").GetString()!;
    }

    /// <summary>S6: after the answer to a pause or cancel each account starts one more request at the most, and none once that is heard by all.</summary>
    private async Task AloneAsync(string command, string round)
    {
        var taken = await AskAsync(Any(), command);
        if (!taken || command is not ("pause" or "cancel"))
            return;
        var counts = Counts();
        await Until.TrueAsync(async () => !IsAtWork(await StatusAsync()), $"the {command} is heard ({round})");
        var heard = Counts();
        heard.Zip(counts, (after, before) => after - before).ShouldAllBe(more => more <= 1, $"{command}, {round}");
        foreach (var api in apis)
            await Books.ReadAsync(api, _operation);
        Counts().ShouldBe(heard, $"{command}, {round}");
    }

    /// <returns>Whether it was taken; else it was refused for a reason that exists.</returns>
    private async Task<bool> AskAsync(BatchlineApi api, string command)
    {
        // Drawn before anything is waited for: the other process may be asked at the same time.
        var choice = random.Next();
        if (await PathAsync(api, command, choice) is not { } path)
            return false;
        var (status, body) = await api.PostAsync(path);
        tally.Add($"{command} {(status == HttpStatusCode.Accepted ? "taken" : "refused")}");
        if (status == HttpStatusCode.Accepted)
        {
            _cancelled |= command == "cancel";
            return true;
        }
        status.ShouldBe(HttpStatusCode.Conflict, $"{command}: {body}");
        body.GetProperty("code").GetString().ShouldBeOneOf(Refusals);
        return false;
    }

    /// <summary>Null: there is no batch to retry.</summary>
    private async Task<string?> PathAsync(BatchlineApi api, string command, int choice)
    {
        if (command != "retry-batch")
            return $"/api/operations/{_operation}/{command}";
        var failed = (await api.ProgressAsync(_operation)).GetProperty("failedBatches").EnumerateArray().ToList();
        return failed.Count == 0 ? null : $"/api/retry-batch/{failed[choice % failed.Count].GetProperty("batchId").GetString()}";
    }

    /// <summary>Lets it go on until it ends by itself.</summary>
    private async Task<string> EndAsync()
    {
        var status = "";
        await Until.TrueAsync(
            async () =>
            {
                status = await StatusAsync();
                if (status == "paused")
                    await AskAsync(Any(), "resume");
                return status != "paused" && !IsAtWork(status);
            },
            "the operation ends");
        return status;
    }

    /// <summary>Waits for so many more requests, or until none will come.</summary>
    private async Task RequestsAsync(int more)
    {
        var target = stage.Simulator.Log.Count + more;
        await Until.TrueAsync(
            async () => stage.Simulator.Log.Count >= target || !IsAtWork(await StatusAsync()), "requests go on, or the operation stands still");
    }

    private async Task<string> StatusAsync() => (await Any().GetAsync($"/api/operations/{_operation}")).GetProperty("status").GetString()!;

    private static bool IsAtWork(string status) => status is "planning" or "processing";

    private List<int> Counts()
    {
        var log = stage.Simulator.Log.Read();
        return [.. stage.Simulator.Tokens.Select((_, account) => log.Count(request => request.Account == account))];
    }
}

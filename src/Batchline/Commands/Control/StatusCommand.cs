using System.CommandLine;
using Batchline.Api.BatchProgress;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;
using Batchline.Commands.Watching;
using Spectre.Console;

namespace Batchline.Commands.Control;

/// <summary><c>batchline status</c>: how far an operation is.</summary>
internal static class StatusCommand
{
    private const int FailedShown = 20;

    private const string Details = """
        --watch follows it to its end, or until only somebody else can move it: paused, or all that is left is blocked.
        Exit codes: 0 under way or completed, 1 it failed, completed with errors, was cancelled, or accounts are blocked, 2 it could not be read.
        """;

    public static Command Create(Terminal terminal)
    {
        var operation = OperationChoice.Argument("the newest");
        var watch = new Option<bool>("--watch", "-w") { Description = "Follow it to its end" };
        var command = new ProgramCommand(
            "status",
            "Shows how far an operation is, account by account, and what failed.",
            "batchline status",
            "batchline status --watch",
            "batchline status 665f1c2ab1e4c3a9d0f7e812 --json | jq .progress",
            "BATCHLINE_TOKEN=… batchline status --watch --url https://batchline.example.com")
        {
            Details = Details,
        };
        command.Arguments.Add(operation);
        command.Options.Add(watch);
        command.Does(terminal, (parsed, place) => ShowAsync(parsed.GetValue(operation), parsed.GetValue(watch), place));
        return command;
    }

    private static async Task<int> ShowAsync(string? named, bool watch, ServerChoice place)
    {
        await using var api = await place.ConnectAsync();
        var id = await OperationChoice.NewestAsync(named, api, place);
        var progress = watch
            ? await DisplayChoice.Of(place, TimeProvider.System).ShowAsync(
                $"Operation {id}",
                new OperationWatch(api, TimeProvider.System).FollowAsync(id, OperationEnd.NothingMoves, place.Stop))
            : await api.GetAsync<ProgressView>(ApiPath.With($"/api/batch-progress/{id}", ("limit", $"{ApiClient.MaxPage}")), place.Stop);
        if (!place.Json)
            Write(progress, place);
        else if (!watch)
            await place.WriteJsonAsync(progress);
        return OperationEnd.IsOver(progress) && progress.Status != OperationEnd.Completed || progress.Accounts.Blocked > 0
            ? ExitCodes.SomeFailed
            : ExitCodes.Success;
    }

    private static void Write(ProgressView progress, ServerChoice place)
    {
        var screen = place.Terminal.Screen;
        screen.WriteLine($"Operation {progress.OperationId} ({progress.Strategy}), begun {Cell.Time(progress.StartTime)}");
        screen.WriteLine(LineDisplay.Line(progress));
        new SummaryTable(screen).Write("", progress);
        foreach (var note in AccountRemarks.Of(progress))
            screen.WriteLine(note);
        if (progress.FailedBatches.Count > 0)
            screen.Write(Failed(progress));
        foreach (var hint in Hints(progress, place))
            place.Terminal.Notes.WriteLine(hint);
    }

    private static Table Failed(ProgressView progress)
    {
        var table = new Table().RoundedBorder().Title("failed batches").AddColumns("batch", "account", "number", "status", "retries", "errors");
        var names = progress.AccountStates.ToDictionary(state => state.AccountId, state => state.Name, StringComparer.Ordinal);
        foreach (var batch in progress.FailedBatches.Take(FailedShown))
        {
            var more = batch.Errors.Count > 1 ? $" … and {batch.Errors.Count - 1} more" : "";
            table.AddRow(
                Cell.Of(batch.BatchId),
                Cell.Of(names.GetValueOrDefault(batch.AccountId) ?? batch.AccountId),
                Cell.Of($"{batch.BatchNumber}"),
                Cell.Of(batch.Status),
                Cell.Of($"{batch.RetryCount}"),
                Cell.Of(batch.Errors.Count == 0 ? "" : batch.Errors[0] + more));
        }

        return table;
    }

    private static IEnumerable<string> Hints(ProgressView progress, ServerChoice place)
    {
        if (progress.FailedBatches.Count > 0)
            yield return $"'{place.Hint("retry")} {progress.OperationId}' tries what failed again; 'retry --batch ID' one batch.";
        if (progress.Status == OperationEnd.Paused)
            yield return $"'{place.Hint("resume")} {progress.OperationId}' goes on with it.";
        if (progress.Accounts.Blocked > 0)
            yield return "A blocked account needs a person: the line above says what to do.";
    }
}

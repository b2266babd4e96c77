using System.CommandLine;
using Batchline.Api.Accounts;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;
using Spectre.Console;

namespace Batchline.Commands.Accounts;

/// <summary><c>batchline accounts test</c>: asks Workiz whether keys are good.</summary>
internal static class TestCommand
{
    private const int Parallel = 8;

    public static Command Create(Terminal terminal)
    {
        var account = new Argument<string?>("NAME|ID") { Description = "Only this account (default: all)", Arity = ArgumentArity.ZeroOrOne };
        var command = new ProgramCommand(
            "test",
            "Asks Workiz whether the keys are good, one request an account within its pace.",
            "batchline accounts test",
            "batchline accounts test 'North Garage'")
        {
            account,
        };
        command.Does(terminal, (parsed, place) => TestAsync(parsed.GetValue(account), place));
        return command;
    }

    private static async Task<int> TestAsync(string? nameOrId, ServerChoice place)
    {
        await using var api = await place.ConnectAsync();
        var book = new AccountBook(api);
        var accounts = nameOrId is null
            ? await book.AllAsync(place.Stop).ToListAsync(place.Stop)
            : [await book.FindAsync(nameOrId, place.Stop)];
        if (accounts.Count == 0)
            throw new CouldNotException($"There are no accounts yet. Add one with '{place.Hint("accounts add")}'.");
        var answers = new KeyTestView[accounts.Count];
        await System.Threading.Tasks.Parallel.ForAsync(
            0,
            accounts.Count,
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = place.Stop },
            async (index, cancellationToken) => answers[index] = await KeyTest.RunAsync(api, accounts[index].Id, cancellationToken));
        if (place.Json)
        {
            await place.WriteJsonAsync(accounts.Zip(answers, (account, answer) => new { account.Id, account.Name, answer.Ok, answer.Refused, answer.Message }));
        }
        else
        {
            var table = new Table().RoundedBorder().AddColumns("name", "key", "answer");
            foreach (var (account, answer) in accounts.Zip(answers))
                table.AddRow(Cell.Of(account.Name), Cell.Of(answer.Ok ? "good" : "not good"), Cell.Of(answer.Message));
            place.Terminal.Screen.Write(table);
        }

        return answers.All(answer => answer.Ok) ? ExitCodes.Success : ExitCodes.SomeFailed;
    }
}

using System.CommandLine;
using Batchline.Engine.Accounts;
using Batchline.Engine.Record;
using Batchline.Engine.Slices;
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
        command.SetAction((parsed, _) => TestAsync(parsed.GetValue(account), terminal));
        return command;
    }

    private static async Task<int> TestAsync(string? nameOrId, Terminal terminal)
    {
        using var place = AccountPlace.Open(terminal);
        var accounts = nameOrId is null
            ? await place.Finder.AllAsync(terminal.Stop).ToListAsync(terminal.Stop)
            : [await place.Finder.FindAsync(nameOrId, terminal.Stop)];
        if (accounts.Count == 0)
            throw new CouldNotException("There are no accounts yet. Add one with 'batchline accounts add'.");
        var tester = place.Service<KeyTester>();
        var answers = new (bool Ok, string Message)[accounts.Count];
        await System.Threading.Tasks.Parallel.ForAsync(
            0,
            accounts.Count,
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = terminal.Stop },
            async (index, cancellationToken) => answers[index] = await TestAsync(tester, accounts[index], cancellationToken));
        var table = new Table().RoundedBorder().AddColumns("name", "key", "answer");
        foreach (var (account, (ok, message)) in accounts.Zip(answers))
            table.AddRow(Cell.Of(account.Name), Cell.Of(ok ? "good" : "not good"), Cell.Of(message));
        terminal.Screen.Write(table);
        return answers.All(answer => answer.Ok) ? ExitCodes.Success : ExitCodes.SomeFailed;
    }

    private static async Task<(bool Ok, string Message)> TestAsync(KeyTester tester, Account account, CancellationToken cancellationToken) =>
        await tester.TestAsync(account.Id, cancellationToken) switch
        {
            KeyTestResult.Answered(var ok, var message) => (ok, message),
            _ => (false, "Another process is at work on the account and did not come to the test in time. Try again."),
        };
}

using System.CommandLine;

namespace Batchline.Commands.Accounts;

/// <summary><c>batchline accounts</c>: the accounts of the local database.</summary>
internal static class AccountsCommand
{
    public static Command Create(Terminal terminal) => new ProgramCommand(
        "accounts",
        "Adds, lists, tests, enables, disables and removes accounts of the local database. Keys are stored encrypted and never shown.",
        "batchline accounts add --name 'North Garage'",
        "batchline accounts import accounts.csv",
        "batchline accounts list",
        "batchline accounts test",
        "batchline accounts disable 'North Garage'",
        "batchline accounts remove 'North Garage' --delete-jobs")
    {
        AddCommand.Create(terminal),
        ImportCommand.Create(terminal),
        ListCommand.Create(terminal),
        TestCommand.Create(terminal),
        EnableCommand.Create(terminal, enable: true),
        EnableCommand.Create(terminal, enable: false),
        RemoveCommand.Create(terminal),
    };
}

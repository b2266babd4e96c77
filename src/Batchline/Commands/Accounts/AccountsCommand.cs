using System.CommandLine;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Accounts;

/// <summary><c>batchline accounts</c>: accounts, here or on a server.</summary>
internal static class AccountsCommand
{
    public static Command Create(Terminal terminal) => new ProgramCommand(
        "accounts",
        "Adds, lists, changes, tests, enables, disables, encrypts and removes accounts. Keys are stored encrypted and never shown.",
        "batchline accounts add --name 'North Garage'",
        "batchline accounts import accounts.csv",
        "batchline accounts list",
        "batchline accounts list --url https://batchline.example.com",
        "batchline accounts test",
        "batchline accounts disable 'North Garage'",
        "batchline accounts encrypt",
        "batchline accounts remove 'North Garage' --delete-jobs")
    {
        AddCommand.Create(terminal),
        ImportCommand.Create(terminal),
        ListCommand.Create(terminal),
        SetCommand.Create(terminal),
        TestCommand.Create(terminal),
        EnableCommand.Create(terminal, enable: true),
        EnableCommand.Create(terminal, enable: false),
        EncryptCommand.Create(terminal),
        RemoveCommand.Create(terminal),
    };
}

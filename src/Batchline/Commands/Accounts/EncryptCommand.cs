using System.CommandLine;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;
using Batchline.Engine.Accounts;
using Batchline.Security;
using Spectre.Console;

namespace Batchline.Commands.Accounts;

/// <summary><c>batchline accounts encrypt</c>: keys that another program stored plain.</summary>
internal static class EncryptCommand
{

    private const string Warning =
        "Other programs that read workizApiKey or workizApiToken from this database will stop working with these accounts.";

    public static Command Create(Terminal terminal)
    {
        var account = new Argument<string?>("NAME|ID") { Description = "Only this account (default: all)", Arity = ArgumentArity.ZeroOrOne };
        var yes = new Option<bool>("--yes") { Description = "Do not ask" };
        var command = new ProgramCommand(
            "encrypt",
            "Encrypts keys that another program stored plain. " + Warning,
            "batchline accounts encrypt",
            "batchline accounts encrypt 'North Garage' --yes")
        {
            account, yes,
        };
        command.SetAction((parsed, _) => EncryptAsync(parsed.GetValue(account), parsed.GetValue(yes), terminal));
        return command;
    }

    private static async Task<int> EncryptAsync(string? nameOrId, bool sure, Terminal terminal)
    {
        using var host = LocalProgram.Build(terminal);
        var plain = await PlainAsync(host.Services.GetRequiredService<IAccountStore>(), nameOrId, terminal.Stop);
        if (plain.Count == 0)
        {
            await terminal.Output.WriteLineAsync("No key is stored plain.");
            return ExitCodes.Success;
        }

        await terminal.Error.WriteLineAsync($"{plain.Count} keys are stored plain. {Warning}");
        if (!sure && !await ConfirmAsync(terminal))
        {
            await terminal.Error.WriteLineAsync("Nothing was changed.");
            return ExitCodes.SomeFailed;
        }

        var failed = 0;
        foreach (var one in plain)
            failed += await EncryptAsync(host.Services, one, terminal) ? 0 : 1;
        return failed == 0 ? ExitCodes.Success : ExitCodes.SomeFailed;
    }

    /// <summary>The accounts with plain keys: of all, or of the one with that id or, in any case, that name.</summary>
    private static async Task<List<Account>> PlainAsync(IAccountStore accounts, string? nameOrId, CancellationToken cancellationToken)
    {
        var (plain, isThere) = (new List<Account>(), nameOrId is null);
        await foreach (var page in accounts.PagesAsync(cancellationToken))
        {
            var meant = page.Where(account => nameOrId is null || account.Id.Value == nameOrId || account.Name.Equals(nameOrId, StringComparison.OrdinalIgnoreCase)).ToList();
            isThere |= meant.Count > 0;
            plain.AddRange(meant.Where(AccountKeys.IsPlain));
        }

        return isThere ? plain : throw new CouldNotException("No account has this name or id. 'batchline accounts list' shows them all.");
    }

    private static async Task<bool> EncryptAsync(IServiceProvider services, Account account, Terminal terminal)
    {
        var keys = services.GetRequiredService<AccountKeys>();
        if (keys.Open(account) is not { } token)
            return true;
        var change = new AccountChange
        {
            WorkizApiKey = keys.Protect(token),
            KeyFingerprint = keys.Fingerprint(token),
            KeyWas = account.WorkizApiKey,
            UpdatedAt = services.GetRequiredService<TimeProvider>().GetUtcNow(),
        };
        var name = $"{Cell.Clean(account.Name)} ({account.Id})";
        switch (await services.GetRequiredService<IAccountStore>().UpdateAsync(account.Id, change, terminal.Stop))
        {
            case AccountWrite.Done:
                await terminal.Output.WriteLineAsync($"The key of the account {name} is encrypted.");
                return true;
            case AccountWrite.DuplicateKey:
                await terminal.Error.WriteLineAsync($"batchline: The account {name} has the same key as another one, and stays plain. Remove one of the two.");
                return false;
            case AccountWrite.KeyChanged:
                await terminal.Error.WriteLineAsync($"batchline: The key of the account {name} was changed just now. Run this again if the new one is plain too.");
                return false;
            default:
                await terminal.Error.WriteLineAsync($"batchline: The account {name} was deleted just now.");
                return false;
        }
    }

    private static async Task<bool> ConfirmAsync(Terminal terminal)
    {
        if (terminal.Prompts is not { } prompts)
            throw new CouldNotException("There is no terminal to ask at. Say --yes to encrypt the keys.");
        return await new ConfirmationPrompt("Encrypt them?") { DefaultValue = false }.ShowAsync(prompts, terminal.Stop);
    }
}

using System.CommandLine;
using Batchline.Api.Accounts;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Accounts;

/// <summary><c>batchline accounts add</c>: one account.</summary>
internal static class AddCommand
{
    private const string Details = $"""
        The account's Workiz key comes from --key-stdin, from {KeyInput.Variable}, or is asked for; it is never an argument.
        Exit codes: 0 added, 1 Workiz refused the key, 2 it could not be added.
        """;

    public static Command Create(Terminal terminal)
    {
        var key = new KeyInput();
        var name = new Option<string>("--name") { Description = "What the account is called", HelpName = "NAME", Required = true };
        var disabled = new Option<bool>("--disabled") { Description = "Leave it out of syncs until it is enabled" };
        var noTest = new Option<bool>("--no-test") { Description = "Do not ask Workiz whether the key is good" };
        var command = new ProgramCommand(
            "add",
            "Adds an account.",
            "batchline accounts add --name 'North Garage'",
            "pass show workiz | batchline accounts add --name 'North Garage' --key-stdin",
            "WORKIZ_API_KEY=$(cat key.txt) batchline accounts add --name 'North Garage' --no-test")
        {
            Details = Details,
        };
        foreach (var option in new Option[] { name, disabled, noTest }.Concat(key.Options))
            command.Options.Add(option);
        command.Does(terminal, async (parsed, place) =>
        {
            var token = await key.ReadAsync(parsed, place.Terminal) ?? await KeyInput.AskAsync(place.Terminal);
            var body = new AccountBody { Name = parsed.GetValue(name), WorkizApiKey = token.Reveal(), Enabled = !parsed.GetValue(disabled) };
            return await AddAsync(body, !parsed.GetValue(noTest), place);
        });
        return command;
    }

    private static async Task<int> AddAsync(AccountBody body, bool test, ServerChoice place)
    {
        await using var api = await place.ConnectAsync();
        switch (await new AccountAdder(api).AddAsync(body, test, place.Stop))
        {
            case AddOutcome.Added(var account, _) when place.Json:
                await place.WriteJsonAsync(account);
                return ExitCodes.Success;
            case AddOutcome.Added(var account, var note):
                await place.Terminal.Output.WriteLineAsync($"Added the account {Cell.Clean(account.Name)} ({account.Id}): {Cell.Clean(note)}");
                return ExitCodes.Success;
            case AddOutcome.Refused(var reason):
                await place.Terminal.Error.WriteLineAsync(
                    $"batchline: Workiz refused the key: {Cell.Clean(reason)} Nothing was added. Check the key under Settings, Developer API in Workiz.");
                return ExitCodes.SomeFailed;
            case AddOutcome.Invalid(var reason):
                throw new CouldNotException($"The account cannot be made: {Cell.Clean(reason)}");
            default:
                throw new CouldNotException($"An account with this key is there already. '{place.Hint("accounts list")}' shows them all.");
        }
    }
}

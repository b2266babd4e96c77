using System.CommandLine;
using Batchline.Api.Accounts;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Accounts;

/// <summary><c>batchline accounts set</c>: another name, key or pace.</summary>
internal static class SetCommand
{
    private const string Details = $"""
        A blocked account goes on at once with its new key. The word "default" for a pace takes it back to the setting.
        {PaceField.Note}
        """;

    public static Command Create(Terminal terminal)
    {
        var key = new KeyInput();
        var account = new Argument<string>("NAME|ID") { Description = "The account" };
        var name = new Option<string?>("--name") { Description = "Call it so", HelpName = "NAME" };
        var pace = PaceField.All
            .Select(field => (field, option: new Option<string?>(field.Option) { Description = field.Help, HelpName = $"{field.HelpName}|default" }))
            .ToList();
        var command = new ProgramCommand(
            "set",
            "Changes the name, the key or the pace of an account.",
            "batchline accounts set 'North Garage' --key-prompt",
            "pass show workiz | batchline accounts set 'North Garage' --key-stdin",
            $"batchline accounts set 'North Garage' {PaceField.Example}",
            "batchline accounts set 'North Garage' --name 'North' --min-interval default")
        {
            Details = Details,
        };
        command.Arguments.Add(account);
        foreach (var option in (Option[])[name, .. pace.Select(set => set.option), .. key.Options])
            command.Options.Add(option);
        command.Does(terminal, async (parsed, place) =>
        {
            var change = new Dictionary<string, object?>();
            if (parsed.GetValue(name) is { } called)
                change["name"] = called;
            if (key.IsAsked(parsed) && await key.ReadAsync(parsed, place.Terminal) is { } token)
                change["workizApiKey"] = token.Reveal();
            foreach (var (field, option) in pace)
            {
                if (parsed.GetValue(option) is { } text)
                    change[field.Name] = text == "default" ? null : field.Parse(text) ?? throw new CouldNotException($"'{text}' is no {field.Name}.");
            }

            if (change.Count == 0)
                throw new CouldNotException($"Say what to change: --name, --key-stdin, --key-prompt, {string.Join(", ", PaceField.All.SkipLast(1).Select(field => field.Option))} or {PaceField.All[^1].Option}.");
            return await ChangeAsync(parsed.GetRequiredValue(account), change, place);
        });
        return command;
    }

    private static async Task<int> ChangeAsync(string nameOrId, Dictionary<string, object?> change, ServerChoice place)
    {
        await using var api = await place.ConnectAsync();
        var account = await new AccountBook(api).FindAsync(nameOrId, place.Stop);
        var changed = await api.SendAsync<AccountView>(HttpMethod.Patch, $"/api/accounts/{account.Id}", change, place.Stop);
        if (place.Json)
            await place.WriteJsonAsync(changed);
        else
            await place.Terminal.Output.WriteLineAsync($"Changed the account {Cell.Clean(changed.Name)} ({account.Id}).");
        return ExitCodes.Success;
    }
}

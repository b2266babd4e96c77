using System.CommandLine;
using System.Globalization;
using Batchline.Api.Accounts;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Accounts;

/// <summary><c>batchline accounts set</c>: another name, key or pace.</summary>
internal static class SetCommand
{
    private const string Details = """
        A blocked account goes on at once with its new key. The word "default" for a pace takes it back to the setting.
        --quota-share is the part of the account's quota that Batchline may use, since other integrations share it.
        """;

    public static Command Create(Terminal terminal)
    {
        var key = new KeyInput();
        var account = new Argument<string>("NAME|ID") { Description = "The account" };
        var name = new Option<string?>("--name") { Description = "Call it so", HelpName = "NAME" };
        var interval = Pace("--min-interval", "At least this long between two calls", "DURATION");
        var calls = Pace("--quota-calls", "Calls that Workiz allows within the window", "N");
        var window = Pace("--quota-window", "How long the window of the quota is", "DURATION");
        var share = Pace("--quota-share", "Which part of the quota to use, 0.1 to 1", "SHARE");
        var command = new ProgramCommand(
            "set",
            "Changes the name, the key or the pace of an account.",
            "batchline accounts set 'North Garage' --key-prompt",
            "pass show workiz | batchline accounts set 'North Garage' --key-stdin",
            "batchline accounts set 'North Garage' --quota-calls 30 --quota-window 1m --quota-share 0.5",
            "batchline accounts set 'North Garage' --name 'North' --min-interval default")
        {
            Details = Details,
        };
        command.Arguments.Add(account);
        foreach (var option in new Option[] { name, interval, calls, window, share }.Concat(key.Options))
            command.Options.Add(option);
        command.Does(terminal, async (parsed, place) =>
        {
            var change = new Dictionary<string, object?>();
            if (parsed.GetValue(name) is { } called)
                change["name"] = called;
            if (key.IsAsked(parsed) && await key.ReadAsync(parsed, place.Terminal) is { } token)
                change["workizApiKey"] = token.Reveal();
            Add(change, "minInterval", parsed.GetValue(interval), Duration);
            Add(change, "quotaCalls", parsed.GetValue(calls), Number);
            Add(change, "quotaWindow", parsed.GetValue(window), Duration);
            Add(change, "quotaShare", parsed.GetValue(share), Number);
            if (change.Count == 0)
                throw new CouldNotException("Say what to change: --name, --key-stdin, --key-prompt, --min-interval, --quota-calls, --quota-window or --quota-share.");
            return await ChangeAsync(parsed.GetRequiredValue(account), change, place);
        });
        return command;
    }

    private static Option<string?> Pace(string name, string description, string value) =>
        new(name) { Description = description, HelpName = $"{value}|default" };

    private static void Add(Dictionary<string, object?> change, string field, string? text, Func<string, object?> parse)
    {
        if (text is null)
            return;
        change[field] = text == "default" ? null : parse(text) ?? throw new CouldNotException($"'{text}' is no {field}.");
    }

    private static object? Duration(string text) => Durations.TryParse(text, out var duration) ? duration : null;

    private static object? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

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

using System.CommandLine;
using Batchline.Api.Accounts;
using Batchline.Api.Requests;
using Batchline.Engine.Workiz;
using Spectre.Console;

namespace Batchline.Commands.Shell;

/// <summary>
/// Where a command gets a Workiz key from. There is no option that takes the key itself: the arguments of a process
/// are shown to everybody on the machine and kept in the shell's history.
/// </summary>
internal sealed class KeyInput
{
    public const string Variable = "WORKIZ_API_KEY";

    private readonly Option<bool> _stdin = new("--key-stdin") { Description = "Read the account's Workiz key from standard input" };
    private readonly Option<bool> _prompt = new("--key-prompt") { Description = "Ask for the account's Workiz key; what is typed does not show" };

    public IEnumerable<Option> Options => [_stdin, _prompt];

    /// <summary>An option names the source, not only the environment.</summary>
    public bool IsAsked(ParseResult parsed) => parsed.GetValue(_stdin) || parsed.GetValue(_prompt);

    /// <summary>Null: no key is given anywhere.</summary>
    /// <exception cref="CouldNotException">What is given is no key.</exception>
    public async Task<WorkizToken?> ReadAsync(ParseResult parsed, Terminal terminal)
    {
        if (parsed.GetValue(_stdin) && parsed.GetValue(_prompt))
            throw new CouldNotException("Name one of --key-stdin and --key-prompt.");
        if (parsed.GetValue(_stdin))
            return Checked(await terminal.ReadLineAsync(), "standard input");
        if (parsed.GetValue(_prompt))
            return await AskAsync(terminal);
        return terminal.Variable(Variable) is { Length: > 0 } key ? Checked(key, Variable) : null;
    }

    public static async Task<WorkizToken> AskAsync(Terminal terminal)
    {
        if (terminal.Prompts is not { } prompts)
            throw new CouldNotException($"There is no terminal to ask at. Give the key by --key-stdin or in {Variable}.");
        try
        {
            return Checked(await new TextPrompt<string>("Workiz API key:").Secret(null).ShowAsync(prompts, terminal.Stop), "what was typed");
        }
        catch (OperationCanceledException)
        {
            prompts.WriteLine();
            throw;
        }
    }

    private static WorkizToken Checked(string? text, string source)
    {
        var faults = new RequestFaults();
        var key = AccountRules.Key(text, faults);
        return faults.IsEmpty
            ? key
            : throw new CouldNotException(
                $"There is no Workiz key in {source}: it has 1 to 200 printable characters, no space, '/', '?' or '#' among them.");
    }
}

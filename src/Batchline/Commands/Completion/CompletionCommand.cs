using System.CommandLine;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Completion;

/// <summary><c>batchline completion</c>: lets a shell complete commands and options.</summary>
internal static class CompletionCommand
{
    private const string Details = """
        bash: batchline completion bash > ~/.local/share/bash-completion/completions/batchline
        zsh:  batchline completion zsh > "${fpath[1]}/_batchline"
        fish: batchline completion fish > ~/.config/fish/completions/batchline.fish
        """;

    public static Command Create(Terminal terminal)
    {
        var shell = new Argument<string>("SHELL") { Description = string.Join(", ", CompletionScripts.All.Keys) };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.All.Keys]);
        var command = new ProgramCommand(
            "completion",
            "Prints a script that lets a shell complete commands and options.",
            "source <(batchline completion bash)",
            "batchline completion zsh > \"${fpath[1]}/_batchline\"",
            "batchline completion fish > ~/.config/fish/completions/batchline.fish")
        {
            Details = Details,
        };
        command.Arguments.Add(shell);
        command.SetAction((parsed, _) =>
        {
            terminal.Output.Write(CompletionScripts.All[parsed.GetRequiredValue(shell)]);
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }
}

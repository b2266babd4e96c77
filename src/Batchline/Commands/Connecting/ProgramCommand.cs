using System.CommandLine;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Connecting;

/// <summary>A command of the program, with examples for its help.</summary>
internal sealed class ProgramCommand(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>What its own help says beyond the description, which also stands in lists of commands.</summary>
    public string? Details { get; set; }

    /// <summary>Makes it a command about stored things: here or on a server, for people or as JSON.</summary>
    public void Does(Terminal terminal, Func<ParseResult, ServerChoice, Task<int>> run)
    {
        foreach (var option in ServerChoice.Options)
            Options.Add(option);
        SetAction((parsed, _) => run(parsed, ServerChoice.Of(parsed, terminal)));
    }
}

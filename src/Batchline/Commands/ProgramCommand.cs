using System.CommandLine;
using Batchline.Commands.Connecting;

namespace Batchline.Commands;

/// <summary>A command of the program, with examples for its help.</summary>
internal sealed class ProgramCommand(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>What its own help says beyond the description, which also stands in lists of commands.</summary>
    public string? Details { get; set; }

    /// <summary>Makes it a command about stored things: here or on a server, for people or as JSON.</summary>
    public void Does(Terminal terminal, Func<ParseResult, Place, Task<int>> run)
    {
        foreach (var option in Place.Options)
            Options.Add(option);
        SetAction((parsed, _) => run(parsed, Place.Of(parsed, terminal)));
    }
}

using System.CommandLine;

namespace Batchline.Commands;

/// <summary>A command of the program, with examples for its help.</summary>
internal sealed class ProgramCommand(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>What its own help says beyond the description, which also stands in lists of commands.</summary>
    public string? Details { get; init; }
}

using System.CommandLine;

namespace Batchline.Commands;

/// <summary>A command of the program, with examples for its help.</summary>
internal sealed class ProgramCommand(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;
}

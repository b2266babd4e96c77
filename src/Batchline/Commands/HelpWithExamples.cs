using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Batchline.Commands.Connecting;

namespace Batchline.Commands;

/// <summary>The usual help, followed by the command's details and examples.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var result = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not ProgramCommand command)
            return result;
        var output = parseResult.InvocationConfiguration.Output;
        if (command.Details is { } details)
        {
            output.WriteLine("Details:");
            foreach (var line in details.Split('\n'))
                output.WriteLine("  " + line);
            output.WriteLine();
        }

        output.WriteLine("Examples:");
        foreach (var example in command.Examples)
            output.WriteLine("  " + example);
        return result;
    }
}

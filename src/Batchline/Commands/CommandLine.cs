using System.CommandLine;
using System.CommandLine.Help;
using System.Text.Json;
using Batchline.Engine.Record;
using Batchline.Settings;
using Batchline.Stores.Sqlite;
using Microsoft.Extensions.Options;

namespace Batchline.Commands;

/// <summary>The commands, and how the program ends whatever happens in them.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args, StopSignals signals)
    {
        var root = new RootCommand("Keeps a database in step with Workiz: every job of every account.")
        {
            ServeCommand.Create(signals.Token),
            DemoCommand.Create(signals.Token),
            SimulateCommand.Create(signals.Token),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        if (help.Action is HelpAction usual)
            help.Action = new HelpWithExamples(usual);
        var parsed = root.Parse(args);
        try
        {
            var code = await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
            return parsed.Errors.Count > 0 ? ExitCodes.CouldNot : code;
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception e) when (Faults(e) is { } faults)
        {
            foreach (var fault in faults)
                await Console.Error.WriteLineAsync($"batchline: {fault}");
            return ExitCodes.CouldNot;
        }
    }

    /// <summary>What a person can mend, in sentences; null: a fault of the program, whose stack trace is worth more.</summary>
    private static IEnumerable<string>? Faults(Exception exception) => exception switch
    {
        SettingsException settings => settings.Faults,
        OptionsValidationException options => options.Failures,
        IOException or UnauthorizedAccessException or InvalidDataException
            or JsonException or StoreTooNewException or StoreUnavailableException => [exception.Message],
        _ => null,
    };
}

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Data.Common;
using System.Text.Json;
using Batchline.Commands.Accounts;
using Batchline.Commands.Adopt;
using Batchline.Commands.Changes;
using Batchline.Commands.Cluster;
using Batchline.Commands.Completion;
using Batchline.Commands.Connecting;
using Batchline.Commands.Control;
using Batchline.Commands.Demo;
using Batchline.Commands.Doctor;
using Batchline.Commands.Drive;
using Batchline.Commands.Jobs;
using Batchline.Commands.Migrate;
using Batchline.Commands.Rehearse;
using Batchline.Commands.Reports;
using Batchline.Commands.Schedules;
using Batchline.Commands.Serve;
using Batchline.Commands.Shell;
using Batchline.Commands.Simulate;
using Batchline.Commands.Sync;
using Batchline.Engine.Failures;
using Batchline.Output;
using Batchline.Settings;
using Batchline.Stores.Rules;
using Batchline.Stores.Sqlite.Connection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Batchline.Commands;

/// <summary>The commands, and how the program ends whatever happens in them.</summary>
internal static class CommandLine
{
    /// <summary>A value may begin with @, as <c>@monthly</c> does: it is never the name of a file to take arguments from.</summary>
    private static readonly ParserConfiguration NoResponseFiles = new() { ResponseFileTokenReplacer = null };

    /// <summary>A function starts often: the other commands would load much that serving never needs.</summary>
    public static Task<int> RunAsync(string[] args, StopSignals signals) => args is ["serve", ..]
        ? RunAsync(args, [ServeCommand.Create(signals.Token)], Console.Out, VisibleWriter.Over(Console.Error), signals.Token)
        : RunAsync(args, Terminal.OfProcess(signals.Token));

    public static Task<int> RunAsync(string[] args, Terminal terminal) =>
        RunAsync(args, Commands(terminal), terminal.Output, terminal.Error, terminal.Stop);

    private static async Task<int> RunAsync(
        string[] args, IEnumerable<Command> commands, TextWriter output, TextWriter error, CancellationToken stop)
    {
        var root = new RootCommand("Keeps a database in step with Workiz: every job of every account.");
        foreach (var command in commands)
            root.Subcommands.Add(command);
        var help = root.Options.OfType<HelpOption>().Single();
        if (help.Action is HelpAction usual)
            help.Action = new HelpWithExamples(usual);
        var parsed = root.Parse(args, NoResponseFiles);
        try
        {
            var how = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = output,
                Error = error,
            };

            // The commands were told of the end themselves.
            var code = await parsed.InvokeAsync(how, CancellationToken.None);
            return parsed.Action is ParseErrorAction ? ExitCodes.CouldNot : code;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception e) when (Faults(e) is { } faults)
        {
            foreach (var fault in faults)
                await error.WriteLineAsync($"batchline: {VisibleText.OneLine(fault)}");
            return ExitCodes.CouldNot;
        }
        catch (Exception e)
        {
            await error.WriteLineAsync(e.ToString());
            await error.WriteLineAsync($"batchline: ended by a fault of its own, please report it: {e.GetType().Name}: {VisibleText.OneLine(e.Message)}");
            return ExitCodes.Broken;
        }
    }

    private static IEnumerable<Command> Commands(Terminal terminal) =>
    [
        SyncCommand.Create(terminal),
        StatusCommand.Create(terminal),
        OperationsCommand.Create(terminal),
        RetryBatchCommand.Create(terminal),
        ControlCommand.Pause(terminal),
        ControlCommand.Resume(terminal),
        ControlCommand.Cancel(terminal),
        AccountsCommand.Create(terminal),
        JobsCommand.Create(terminal),
        ChangesCommand.Create(terminal),
        ScheduleCommand.Create(terminal),
        ClusterCommand.Create(terminal),
        RehearseCommand.Create(terminal),
        DoctorCommand.Create(terminal),
        ServeCommand.Create(terminal.Stop),
        AdoptCommand.Create(terminal),
        MigrateCommand.Create(terminal),
        ReportsCommand.Create(terminal),
        DriveCommand.Create(terminal),
        HealthCommand.Create(terminal),
        DemoCommand.Create(terminal.Stop),
        SimulateCommand.Create(terminal.Stop),
        CompletionCommand.Create(terminal),
    ];

    /// <summary>What a person can mend, in sentences; null: a fault of the program.</summary>
    private static IEnumerable<string>? Faults(Exception exception) => exception switch
    {
        not StoreUnavailableException when OpenFiles.IsWhy(exception) => [$"It cannot go on: {OpenFiles.Because}. {OpenFiles.Do}."],
        SettingsException settings => settings.Faults,
        OptionsValidationException options => options.Failures,
        CouldNotException or ApiRefusedException or ApiUnreachableException => [exception.Message],
        SqliteException => [$"The database in Store:DataDirectory cannot be used: {exception.Message}"],
        DbException => [$"The database cannot be used: {exception.Message}"],
        IOException or UnauthorizedAccessException or InvalidDataException
            or JsonException or StoreTooNewException or StoreUnavailableException => [exception.Message],
        _ => null,
    };
}

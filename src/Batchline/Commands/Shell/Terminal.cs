using System.Text;
using Batchline.Output;
using Batchline.Settings;
using Spectre.Console;

namespace Batchline.Commands.Shell;

/// <summary>What a command reads and writes, where its settings come from, and when it must stop.</summary>
internal sealed record Terminal
{
    /// <summary>A pipe has no width: a table must not break its lines there.</summary>
    private const int PipeWidth = 1000;

    /// <summary>Keys and tokens are shorter by far.</summary>
    private const int LongestLine = 64 * 1024;

    public required IAnsiConsole Screen { get; init; }

    /// <summary>Data as it is, where a program reads it; where a person does, nothing in it steers the terminal.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>For people always, so nothing that is written here steers a terminal.</summary>
    public required TextWriter Error { get; init => field = VisibleWriter.Over(value); }

    /// <summary>As bytes: what is not UTF-8 must not come as U+FFFD.</summary>
    public required Stream Input { get; init; }

    /// <summary>Where remarks go that nobody needs: <see cref="Error"/>, unless the command was asked to be quiet.</summary>
    public TextWriter Notes => IsQuiet ? TextWriter.Null : Error;

    /// <summary>Neither remarks nor progress.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Somebody can see bars move.</summary>
    public required bool IsLive { get; init; }

    /// <summary>Where a person can be asked; null: nobody sits there.</summary>
    public required IAnsiConsole? Prompts { get; init; }

    public required Func<string, string?> Variable { get; init; }

    /// <summary>The settings, with what the command says over them.</summary>
    public required Func<IEnumerable<KeyValuePair<string, string?>>, IConfiguration> Settings { get; init; }

    public required CancellationToken Stop { get; init; }

    public static Terminal OfProcess(CancellationToken stop)
    {
        var screen = AnsiConsole.Console;
        if (Console.IsOutputRedirected)
            screen.Profile.Width = PipeWidth;
        return new Terminal
        {
            Screen = screen,
            Output = Console.IsOutputRedirected ? Console.Out : VisibleWriter.Over(Console.Out),
            Error = Console.Error,
            Input = Console.OpenStandardInput(),
            IsLive = !Console.IsOutputRedirected && screen.Profile.Capabilities.Interactive,
            Prompts = Console.IsInputRedirected || Console.IsErrorRedirected
                ? null
                : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }),
            Variable = Environment.GetEnvironmentVariable,
            Settings = BatchlineConfiguration.FromEnvironment,
            Stop = stop,
        };
    }

    /// <summary>The first line of <see cref="Input"/> that is not blank, in UTF-8 or as its byte order mark says; null: there is none.</summary>
    public async Task<string?> ReadLineAsync()
    {
        using var reader = new StreamReader(Input, leaveOpen: true);
        var (line, next) = (new StringBuilder(), new char[1]);
        while (await reader.ReadAsync(next, Stop) > 0)
        {
            if (next[0] is not ('\r' or '\n'))
                line.Append(next[0]);
            else if (string.IsNullOrWhiteSpace(line.ToString()))
                line.Clear();
            else
                break;
            if (line.Length > LongestLine)
                throw new CouldNotException($"The first line of standard input is longer than {LongestLine / 1024} KB.");
        }

        return string.IsNullOrWhiteSpace(line.ToString()) ? null : line.ToString();
    }

    /// <summary>Passes a text in UTF-8 on to <see cref="Output"/>, however long it is.</summary>
    public async Task CopyToOutputAsync(Stream text)
    {
        using var reader = new StreamReader(text);
        var buffer = new char[16 * 1024];
        while (await reader.ReadAsync(buffer, Stop) is > 0 and var count)
            await Output.WriteAsync(buffer.AsMemory(0, count), Stop);
        await Output.FlushAsync(Stop);
    }

    /// <summary>Writes to something that is no screen.</summary>
    public static IAnsiConsole Plain(TextWriter output)
    {
        var screen = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        screen.Profile.Width = PipeWidth;
        return screen;
    }
}

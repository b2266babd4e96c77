using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Batchline.Output;

/// <summary>Writes each log entry as one line, whatever its values contain, so that no logged value can forge another entry.</summary>
internal sealed class LineFormatter() : ConsoleFormatter(Called)
{
    public const string Called = "line";

    private const string Plain = "\u001b[39m\u001b[22m\u001b[49m";

    private static readonly bool IsColored = !Console.IsErrorRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var (level, color) = Of(logEntry.LogLevel);
        textWriter.Write(DateTimeOffset.Now.ToString("HH:mm:ss ", CultureInfo.InvariantCulture));
        textWriter.Write(IsColored ? color + level + Plain : level);
        textWriter.Write(string.Create(CultureInfo.InvariantCulture, $": {logEntry.Category}[{logEntry.EventId.Id}] "));
        textWriter.Write(VisibleText.OneLine(logEntry.Formatter(logEntry.State, logEntry.Exception)));
        if (logEntry.Exception is { } exception)
            textWriter.Write(" " + VisibleText.OneLine(exception.ToString()));
        textWriter.Write(Environment.NewLine);
    }

    private static (string Level, string Color) Of(LogLevel level) => level switch
    {
        LogLevel.Trace => ("trce", "\u001b[37m"),
        LogLevel.Debug => ("dbug", "\u001b[37m"),
        LogLevel.Information => ("info", "\u001b[32m"),
        LogLevel.Warning => ("warn", "\u001b[1m\u001b[33m"),
        LogLevel.Error => ("fail", "\u001b[30m\u001b[41m"),
        _ => ("crit", "\u001b[37m\u001b[41m"),
    };
}

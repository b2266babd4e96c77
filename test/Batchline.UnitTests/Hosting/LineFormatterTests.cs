using System.Text.Json;
using Batchline.Output;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Hosting;

public sealed class LineFormatterTests
{
    private const string Odd = "x\n12:00:00 info: Batchline[1] forged\u001b[2J\u009b\u202e\u2028";

    [Fact]
    public void An_entry_is_one_line_whatever_stands_in_it()
    {
        var line = new StringWriter();
        var entry = new LogEntry<string>(
            LogLevel.Warning, "Batchline.Engine", new EventId(303), Odd, new InvalidOperationException(Odd), (state, _) => state);

        new LineFormatter().Write(entry, null, line);

        const string Shown = "x 12:00:00 info: Batchline[1] forged\ufffd[2J\ufffd\ufffd ";
        line.ToString().ShouldEndWith($": Batchline.Engine[303] {Shown} System.InvalidOperationException: {Shown}{Environment.NewLine}");
        line.ToString().TrimEnd('\r', '\n').ShouldNotContain("\n");
    }

    [Fact]
    public void An_entry_as_JSON_is_ASCII_on_one_line()
    {
        var line = new StringWriter();
        var entry = new LogEntry<string>(LogLevel.Warning, "Batchline.Engine", new EventId(303), Odd, null, (state, _) => state);
        using var provider = new ServiceCollection().AddLogging(logging => logging.AddJsonConsole()).BuildServiceProvider();

        provider.GetServices<ConsoleFormatter>().Single(formatter => formatter.Name == ConsoleFormatterNames.Json).Write(entry, null, line);

        line.ToString().Trim().ShouldAllBe(character => character >= ' ' && character <= '~');
        JsonDocument.Parse(line.ToString()).RootElement.GetProperty("Message").GetString().ShouldBe(Odd);
    }
}

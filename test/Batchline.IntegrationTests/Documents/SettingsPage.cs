using System.Globalization;
using System.Reflection;
using System.Text;
using Batchline.Api.Requests;
using Batchline.Engine;
using Batchline.Engine.Operations;
using Batchline.Settings;

namespace Batchline.IntegrationTests.Documents;

/// <summary>
/// Writes docs/settings.md from the options: the meaning is the summary of the property, the default its value in a new
/// object, or what the tag <c>value</c> says of it.
/// </summary>
internal static class SettingsPage
{
    private const string Head = """
        # Settings

        `Section:Key` stands in `appsettings.json` as nested objects, or in the environment as `BATCHLINE_Section__Key`. Every section is
        checked at start; all faults are listed at once, and a name that is not in this table is one of them. Durations are
        `[d.]hh:mm:ss[.fff]`; names of choices may be written in any case; lists are separated by commas.

        | key | default | meaning |
        |---|---|---|

        """;

    private const string Tail = """

        Also read, under their own names; a variable with the prefix goes before them:

        | variable | meaning |
        |---|---|
        | `MONGODB_URI` | `Store:ConnectionString`, and chooses `Mongo` |
        | `BATCH_SIZE` | `Plan:BatchSize` |
        | `PORT` | `Hosting:Port` |
        | `CRON_SECRET` | `Security:CronSecret` |
        | `VERCEL` | set: `Hosting:Mode` is `Serverless` |
        | `VERCEL_URL` | `Hosting:PublicUrl`, with `https://` before it |
        | `VERCEL_AUTOMATION_BYPASS_SECRET` | `Hosting:ProtectionBypass` |
        | `OTEL_…` | the standard variables of OpenTelemetry; with `OTEL_EXPORTER_OTLP_ENDPOINT` metrics and traces are sent there, and with `OTEL_LOGS_EXPORTER=otlp` logs too |
        | `BATCHLINE_Logging__LogLevel__…` | levels of the log by category: `Default`, `Batchline`, `Microsoft` |

        """;

    private static readonly Dictionary<Assembly, XmlSummaries> Summaries = new()
    {
        [typeof(SettingsRegistration).Assembly] = new XmlSummaries(typeof(SettingsRegistration).Assembly),
        [typeof(EngineRegistration).Assembly] = new XmlSummaries(typeof(EngineRegistration).Assembly),
    };

    public static string Write()
    {
        var page = new StringBuilder(Head);
        foreach (var section in SettingsRegistration.Sections)
        {
            var defaults = Activator.CreateInstance(section.Options)!;
            foreach (var property in section.Options.GetProperties())
                page.Append(CultureInfo.InvariantCulture, $"| `{section.Name}:{property.Name}` | {Default(property, defaults)} | {Meaning(property)} |\n");
        }

        return page.Append(Tail).ToString();
    }

    private static string Meaning(PropertyInfo property) =>
        Summaries[property.DeclaringType!.Assembly].Of(property, "summary")?.Replace("|", "\\|", StringComparison.Ordinal)
        ?? throw new InvalidOperationException($"{property.DeclaringType.Name}.{property.Name} has no summary: it is its row in docs/settings.md.");

    private static string Default(PropertyInfo property, object defaults) =>
        Summaries[property.DeclaringType!.Assembly].Of(property, "value") ?? property.GetValue(defaults) switch
        {
            null or IReadOnlyList<string> { Count: 0 } => "none",
            Strategy strategy => $"`{Names<Strategy>.Of(strategy)}`",
            DateOnly day => $"`{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}`",
            bool flag => flag ? "`true`" : "`false`",
            IReadOnlyList<string> list => $"`{string.Join(',', list)}`",
            var value => string.Create(CultureInfo.InvariantCulture, $"`{value}`"),
        };
}

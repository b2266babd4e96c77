using System.Collections;

namespace Batchline.Settings;

/// <summary>The standard variables of OpenTelemetry, by their own names.</summary>
internal static class OpenTelemetryVariables
{
    private const string Prefix = "OTEL_";

    public static IEnumerable<KeyValuePair<string, string?>> Read(IDictionary variables) =>
        from DictionaryEntry variable in variables
        let name = (string)variable.Key
        where name.StartsWith(Prefix, StringComparison.Ordinal)
        select new KeyValuePair<string, string?>(name, variable.Value as string);
}

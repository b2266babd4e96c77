using System.Text.Json;
using System.Text.Json.Serialization;

namespace Batchline.Api.Answers;

/// <summary>How bodies are read and written.</summary>
internal static class ApiJson
{
    /// <summary>Strict: names in their exact case, no unknown or repeated fields, no numbers in quotes.</summary>
    public static readonly JsonSerializerOptions Reading = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
    });

    /// <summary>As answers are written.</summary>
    public static readonly JsonSerializerOptions Writing = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new UtcTimeConverter());
        options.Converters.Add(new OptionalConverterFactory());
        return options;
    }
}

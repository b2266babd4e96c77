using System.Text.Json;

namespace Batchline.Engine.Failures;

/// <summary>The refusal of a stored value that only a newer program can have written.</summary>
public static class NewerValue
{
    /// <param name="type">An enum of the engine.</param>
    /// <param name="value">What is stored.</param>
    public static StoreRefusedException Of(Type type, string value) => new(
        $"'{value}' was written by a newer program; this one knows no such {Words(type)}",
        "Stop this program and start the newer one");

    private static string Words(Type type) => JsonNamingPolicy.SnakeCaseLower.ConvertName(type.Name).Replace('_', ' ');
}

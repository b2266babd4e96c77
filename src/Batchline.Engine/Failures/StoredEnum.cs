using System.Text.Json;

namespace Batchline.Engine.Failures;

/// <summary>
/// Enum values as databases spell them, such as <c>completed_with_errors</c>. Only a newer program can have written a value that
/// this one does not know.
/// </summary>
public static class StoredEnum
{
    public static string Of<T>(T value)
        where T : struct, Enum => Names<T>.Texts[value];

    /// <exception cref="StoreRefusedException">A newer program wrote it.</exception>
    public static T Parse<T>(string text)
        where T : struct, Enum => Names<T>.Values.TryGetValue(text, out var value) ? value : throw Newer(typeof(T), text);

    /// <param name="type">An enum of the engine.</param>
    /// <param name="value">What is stored.</param>
    public static StoreRefusedException Newer(Type type, string value) => new(
        $"'{value}' was written by a newer program; this one knows no such {Snake(type.Name).Replace('_', ' ')}",
        "Stop this program and start the newer one");

    private static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Texts = Enum.GetValues<T>().ToDictionary(value => value, value => Snake(value.ToString()));

        public static readonly Dictionary<string, T> Values = Texts.ToDictionary(pair => pair.Value, pair => pair.Key);
    }
}

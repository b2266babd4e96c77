using System.Text.Json;
using Batchline.Engine.Failures;

namespace Batchline.Stores.Rules;

/// <summary>Enum values as the documents spell them, such as <c>completed_with_errors</c>.</summary>
internal static class EnumText
{
    public static string Of<T>(T value)
        where T : struct, Enum => Names<T>.Texts[value];

    /// <exception cref="StoreRefusedException">A newer program wrote it.</exception>
    public static T Parse<T>(string text)
        where T : struct, Enum => Names<T>.Values.TryGetValue(text, out var value) ? value : throw NewerValue.Of(typeof(T), text);

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Texts = Enum.GetValues<T>()
            .ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

        public static readonly Dictionary<string, T> Values = Texts.ToDictionary(pair => pair.Value, pair => pair.Key);
    }
}

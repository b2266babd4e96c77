using Microsoft.AspNetCore.WebUtilities;

namespace Batchline.Commands.Connecting;

/// <summary>Paths of the API with what is asked for.</summary>
internal static class ApiPath
{
    /// <summary>Values that are null are left out.</summary>
    public static string With(string path, params IEnumerable<(string Name, string? Value)> query) =>
        QueryHelpers.AddQueryString(path, query.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));

    public static string Flag(bool value) => value ? "true" : "false";
}

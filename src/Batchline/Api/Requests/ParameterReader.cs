using System.Globalization;
using System.Text.Json;
using Batchline.Api.Errors;

namespace Batchline.Api.Requests;

/// <summary>
/// Reads the route and query of one request. Every fault is collected, and what nobody asked for is a fault
/// too: a mistyped filter must not answer with everything.
/// </summary>
internal sealed class ParameterReader(HttpRequest request)
{
    private const string HexForm = "24 hex characters";
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public delegate bool Parser<T>(string? text, out T value);

    public RequestFaults Faults { get; } = new();

    /// <summary>The id in the path; its parameter is named after the type.</summary>
    public TId Route<TId>() where TId : struct, IHexId<TId>
    {
        var name = NameOf<TId>();
        if (!HexId.TryParse<TId>(request.RouteValues[name] as string, out var id))
            Faults.Add(name, $"must be {HexForm}");
        return id;
    }

    /// <summary>An id in the query, which may be left out.</summary>
    public TId? Id<TId>() where TId : struct, IHexId<TId> => Value<TId>(NameOf<TId>(), HexId.TryParse, HexForm);

    /// <summary>A query value that may be left out; an empty one counts as left out.</summary>
    public string? Text(string name, int maxLength)
    {
        _known.Add(name);
        var values = request.Query[name];
        if (values.Count > 1)
            Faults.Add(name, "must be given once");
        var text = values.Count > 0 ? values[0] : null;
        if (text?.Length > maxLength)
            Faults.Add(name, $"must have at most {maxLength} characters");
        else if (text?.Any(char.IsControl) == true)
            Faults.Add(name, "must have no control characters");
        return string.IsNullOrEmpty(text) ? null : text;
    }

    public T? Value<T>(string name, Parser<T> parse, string expected) where T : struct
    {
        if (Text(name, int.MaxValue) is not { } text)
            return null;
        if (parse(text, out var value))
            return value;
        Faults.Add(name, $"must be {expected}");
        return null;
    }

    public T? Name<T>(string name) where T : struct, Enum => Value<T>(name, Names<T>.TryParse, $"one of {Names<T>.All}");

    /// <summary>Several names, separated by commas; empty when left out.</summary>
    public IReadOnlyCollection<T> NameList<T>(string name) where T : struct, Enum
    {
        var parsed = new HashSet<T>();
        foreach (var text in (Text(name, int.MaxValue) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Names<T>.TryParse(text, out var value))
                parsed.Add(value);
            else
                Faults.Add(name, $"must be of {Names<T>.All}");
        }

        return parsed;
    }

    public bool? Flag(string name) => Value<bool>(name, TryParseFlag, "true or false");

    public int Limit() => Value<int>("limit", TryParseLimit, $"a whole number from 1 to {MaxLimit}") ?? DefaultLimit;

    /// <summary>The parts of a cursor that a list of the same kind gave.</summary>
    public string[]? CursorParts(int count)
    {
        if (Text("cursor", int.MaxValue) is not { } text)
            return null;
        var parts = Cursor.Decode(text, count);
        if (parts is null)
            BadCursor();
        return parts;
    }

    /// <summary>The cursor of a list that goes by id.</summary>
    public TId? After<TId>() where TId : struct, IHexId<TId>
    {
        if (CursorParts(1) is not [var text])
            return null;
        if (HexId.TryParse<TId>(text, out var id))
            return id;
        BadCursor();
        return null;
    }

    public void BadCursor() => Faults.Add("cursor", "must be the nextCursor of the same list");

    /// <summary>Ends the reading.</summary>
    /// <exception cref="InvalidRequestException">Something was wrong.</exception>
    public void Finish()
    {
        foreach (var name in request.Query.Keys.Where(name => !_known.Contains(name)))
            Faults.Add(name, "is not a parameter of this path");
        Faults.ThrowIfAny();
    }

    private static string NameOf<TId>() => JsonNamingPolicy.CamelCase.ConvertName(typeof(TId).Name);

    private static bool TryParseFlag(string? text, out bool value) =>
        (value = text == "true") || text == "false";

    private static bool TryParseLimit(string? text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value is >= 1 and <= MaxLimit;
}

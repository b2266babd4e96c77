using Batchline.Api.Errors;

namespace Batchline.Api.Requests;

/// <summary>Collects what is wrong with a request, by field, so that a caller learns of everything at once.</summary>
internal sealed class RequestFaults
{
    private readonly Dictionary<string, List<string>> _errors = new(StringComparer.Ordinal);

    public bool IsEmpty => _errors.Count == 0;

    /// <summary>All of them in one text, for people.</summary>
    public override string ToString() =>
        string.Join("; ", _errors.SelectMany(field => field.Value.Select(error => $"{field.Key} {error}")));

    public void Add(string field, string error)
    {
        if (!_errors.TryGetValue(field, out var errors))
            _errors[field] = errors = [];
        errors.Add(error);
    }

    /// <exception cref="InvalidRequestException">Something was wrong.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
            throw new InvalidRequestException(_errors.ToDictionary(field => field.Key, field => field.Value.ToArray()));
    }
}

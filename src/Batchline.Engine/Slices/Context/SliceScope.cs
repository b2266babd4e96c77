using System.Collections;

namespace Batchline.Engine.Slices.Context;

/// <summary>What every log line within a slice carries: the account, and the operation and batch at the time of the line.</summary>
internal sealed class SliceScope(Slice slice) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => 3;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("Account", slice.Account.Id.Value),
        1 => new("Operation", slice.Body.Run?.OperationId.Value),
        2 => new("Batch", slice.Body.Run?.Open?.Id.Value),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Join(' ', this.Where(pair => pair.Value is not null).Select(pair => $"{pair.Key}:{pair.Value}"));
}

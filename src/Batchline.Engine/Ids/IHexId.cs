namespace Batchline.Engine.Ids;

/// <summary>An id of 24 hex characters, for whatever reads ids of any kind.</summary>
public interface IHexId<TSelf>
    where TSelf : struct, IHexId<TSelf>
{
    string Value { get; }

    static abstract bool TryParse(string? text, out TSelf id);
}

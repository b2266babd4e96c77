namespace Batchline.Engine.Ids;

/// <summary>An id of 24 hex characters. Text from outside goes through <see cref="HexId.TryParse"/>.</summary>
public interface IHexId<TSelf>
    where TSelf : struct, IHexId<TSelf>
{
    string Value { get; }

    /// <param name="value">In the form of an id; it is not checked.</param>
    static abstract TSelf Of(string value);
}

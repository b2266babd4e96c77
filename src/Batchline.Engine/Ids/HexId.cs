namespace Batchline.Engine.Ids;

/// <summary>The form of all ids: 24 lower-case hex characters, the text of a MongoDB ObjectId.</summary>
public static class HexId
{
    public const int Length = 24;

    /// <summary>Accepts either case; the id is in lower case.</summary>
    public static bool TryParse<TId>(string? text, out TId id)
        where TId : struct, IHexId<TId>
    {
        if (text is not { Length: Length } || !text.All(char.IsAsciiHexDigit))
        {
            id = TId.Of("");
            return false;
        }

        id = TId.Of(text.ToLowerInvariant());
        return true;
    }
}

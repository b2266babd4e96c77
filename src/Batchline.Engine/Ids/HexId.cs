namespace Batchline.Engine.Ids;

/// <summary>The form of all ids: 24 lower-case hex characters, the text of a MongoDB ObjectId.</summary>
public static class HexId
{
    public const int Length = 24;

    /// <summary>Accepts either case and returns the lower-case form.</summary>
    public static bool TryNormalize(string? text, out string id)
    {
        id = "";
        if (text is not { Length: Length } || !text.All(char.IsAsciiHexDigit))
            return false;
        id = text.ToLowerInvariant();
        return true;
    }
}

namespace Batchline.Stores.Mongo.Adoption;

/// <summary>One thing that was found.</summary>
public sealed class AdoptionFinding
{
    internal AdoptionFinding(Found found) => (Text, Changes) = (found.Text, found.Changes);

    /// <summary>What and where, for a person. It contains text from the database, which a terminal must not trust.</summary>
    public string Text { get; }

    /// <summary>False if it is only reported.</summary>
    public bool CanBeMended => Changes.Count > 0;

    internal IReadOnlyList<Change> Changes { get; }
}

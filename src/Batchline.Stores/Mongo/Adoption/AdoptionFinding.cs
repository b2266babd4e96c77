namespace Batchline.Stores.Mongo.Adoption;

/// <summary>One thing that was found.</summary>
public sealed class AdoptionFinding
{
    internal AdoptionFinding(Found found) => (Text, Changes) = (found.Text, found.Changes);

    /// <summary>What and where, for a person. Text of the database: not to be trusted on a terminal.</summary>
    public string Text { get; }

    /// <summary>False: it is only told.</summary>
    public bool CanBeMended => Changes.Count > 0;

    internal IReadOnlyList<Change> Changes { get; }
}

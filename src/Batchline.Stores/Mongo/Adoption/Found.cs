namespace Batchline.Stores.Mongo.Adoption;

/// <summary>Something in the database that is not as Batchline needs it.</summary>
/// <param name="Text">What and where, for a person.</param>
/// <param name="Changes">What mends it, in order; none if it is only reported.</param>
internal sealed record Found(string Text, params IReadOnlyList<Change> Changes);

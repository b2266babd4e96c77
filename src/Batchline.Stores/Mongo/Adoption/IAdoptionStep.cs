namespace Batchline.Stores.Mongo.Adoption;

/// <summary>Finds one kind of thing to mend. It may be run again after any part of it was mended.</summary>
internal interface IAdoptionStep
{
    /// <summary>What is wrong, in the plural.</summary>
    string Title { get; }

    /// <summary>What is done about it.</summary>
    string Remedy { get; }

    IAsyncEnumerable<Found> FindAsync(CancellationToken cancellationToken);
}

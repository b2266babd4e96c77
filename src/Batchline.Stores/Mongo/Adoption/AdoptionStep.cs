namespace Batchline.Stores.Mongo.Adoption;

/// <summary>One kind of thing that adoption looks for.</summary>
public sealed class AdoptionStep
{
    private readonly IAdoptionStep _step;

    internal AdoptionStep(IAdoptionStep step) => _step = step;

    /// <summary>What is wrong, in the plural.</summary>
    public string Title => _step.Title;

    /// <summary>What adoption does, or what a person must do, about it.</summary>
    public string Remedy => _step.Remedy;

    public IAsyncEnumerable<AdoptionFinding> FindAsync(CancellationToken cancellationToken) =>
        _step.FindAsync(cancellationToken).Select(found => new AdoptionFinding(found));
}

namespace Batchline.IntegrationTests.Stores.Mongo;

/// <summary>What came to a stand-in: commands about collections, and the documents or statements they carried, by the command's name.</summary>
internal sealed record StandInCounts(IReadOnlyDictionary<string, long> Commands, IReadOnlyDictionary<string, long> Documents)
{
    /// <summary>Documents that were looked at to find those that matched.</summary>
    public long Examined { get; init; }

    /// <summary>Documents in the answers.</summary>
    public long Returned { get; init; }

    public long AllCommands => Commands.Values.Sum();

    public long AllDocuments => Documents.Values.Sum();
}

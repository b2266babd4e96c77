namespace Batchline.IntegrationTests.Stores.Mongo;

/// <summary>What came to a stand-in: commands about collections, and the documents or statements they carried, by the command's name.</summary>
internal sealed record StandInCounts(IReadOnlyDictionary<string, long> Commands, IReadOnlyDictionary<string, long> Documents)
{
    public long AllCommands => Commands.Values.Sum();

    public long AllDocuments => Documents.Values.Sum();
}

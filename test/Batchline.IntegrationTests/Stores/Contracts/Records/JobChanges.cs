namespace Batchline.IntegrationTests.Stores.Contracts.Records;

/// <summary>Fields of a record before and after somebody edits it.</summary>
internal static class JobChanges
{
    public static TheoryData<string, string> All => new()
    {
        { "\"Status\":\"Open\",\"Price\":1", "\"Status\":\"Done\",\"Price\":1" },
        { "\"Status\":\"Open\"", "\"Status\":\"Open\",\"Tech\":{\"id\":7}" },
        { "\"Status\":\"Open\",\"Tech\":\"X\"", "\"Status\":\"Done\"" },
        { "\"Status\":\"Open\",\"Price\":1", "\"Price\":2,\"Status\":\"Open\"" },
        { "\"a.b\":1,\"$c\":1,\"Status\":\"Open\"", "\"a.b\":1,\"$c\":1,\"Status\":\"Done\"" },
        { "\"a.b\":1,\"$c\":1,\"Status\":\"Open\"", "\"a.b\":2,\"$c\":{\"$d.e\":2},\"Status\":\"Open\"" },
        { "\"_id\":1,\"_sync\":2,\"lastUpdated\":3,\"Status\":\"Open\"", "\"_id\":1,\"_sync\":2,\"lastUpdated\":4,\"Status\":\"Done\"" },
        { "\"Big\":1,\"Status\":\"Open\"", "\"Big\":123456789012345678901234567890123456789012345,\"Status\":\"Open\"" },
        { "\"Big\":123456789012345678901234567890123456789012345,\"Status\":\"Open\"", "\"Big\":2,\"Status\":\"Open\"" },
        { "\"Status\":\"Open\"", "\"Status\":\"Open\",\"Twin\":1,\"Twin\":2" },
        { "\"Status\":\"Open\",\"Twin\":1,\"Twin\":2", "\"Status\":\"Done\",\"Twin\":1,\"Twin\":2" },
        { "\"Notes\":null,\"Price\":4995.5", "\"Notes\":\"\",\"Price\":4995" },
    };
}

namespace Batchline.IntegrationTests.Stores.Fixtures;

/// <summary>A database past its store, as a newer program writes it. Tables and fields have the same names in all of them.</summary>
public interface IRawStore
{
    /// <summary>Sets a field of every row of a table, which may be one that this program does not know; null takes it away.</summary>
    Task SetAsync(string table, string field, string? value);

    /// <summary>A field of every row; null where it is not there.</summary>
    Task<IReadOnlyList<string?>> GetAsync(string table, string field);
}

using System.Reflection;

namespace Batchline.Stores.Sql.Statements;

/// <summary>The migrations of a store, which are files <c>Schema/NNNN-title.sql</c> within the program.</summary>
/// <param name="store">The folder of the store.</param>
internal sealed class Scripts(string store)
{
    private const string Extension = ".sql";

    /// <summary>In order, without the extension.</summary>
    public IReadOnlyList<string> Names { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(store + "/", StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal))
            .Select(name => name[(store.Length + 1)..^Extension.Length])
            .Order(StringComparer.Ordinal)];

    public string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{store}/{name}{Extension}")
            ?? throw new InvalidOperationException($"{name} is not in the program");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

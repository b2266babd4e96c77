using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Batchline.HouseTests;

/// <summary>
/// Which folder of a project uses which other: by a type, or by a method, property, or field of one, that a file in it names or
/// creates. A folder and one within it are two; what documentation comments mention does not count.
/// </summary>
internal sealed class FolderGraph
{
    private readonly Dictionary<(string From, string To), SortedSet<string>> _uses = [];

    public FolderGraph(SourceProject project)
    {
        foreach (var tree in project.OwnTrees)
        {
            var model = project.Compilation.GetSemanticModel(tree);
            var from = project.FolderOf(tree.FilePath);
            foreach (var node in tree.GetRoot().DescendantNodes().Where(MayUse))
            {
                var found = model.GetSymbolInfo(node);
                foreach (var used in found.Symbol is { } symbol ? [symbol] : found.CandidateSymbols.AsEnumerable())
                    Add(project, from, tree.FilePath, used);
                Names++;
                if (found.Symbol is null && found.CandidateSymbols.IsEmpty)
                    Unknown.Add($"{Repository.Short(tree.FilePath)}: {node}");
            }
        }
    }

    /// <summary>Names looked at, and those whose meaning was not found.</summary>
    public int Names { get; private set; }

    public List<string> Unknown { get; } = [];

    /// <summary>Two folders of which each uses the other.</summary>
    public IEnumerable<(string One, string Other)> Pairs =>
        _uses.Keys.Where(edge => string.CompareOrdinal(edge.From, edge.To) < 0 && _uses.ContainsKey((edge.To, edge.From)));

    /// <summary>Each set of folders that reach one another, with what they use of each other.</summary>
    public IReadOnlyList<string> Circles()
    {
        var reached = _uses.Keys.Select(edge => edge.From).Distinct().ToDictionary(folder => folder, Reached);
        return [.. reached.Where(folder => folder.Value.Contains(folder.Key))
            .Select(folder => folder.Value.Where(other => reached.TryGetValue(other, out var back) && back.Contains(folder.Key)).Order(StringComparer.Ordinal).ToList())
            .DistinctBy(circle => string.Join(' ', circle)).Select(Describe)];
    }

    /// <summary>A name in capitals: what begins otherwise is a local, a parameter, or a field of the class itself.</summary>
    private static bool MayUse(SyntaxNode node) =>
        node is ImplicitObjectCreationExpressionSyntax || (node is SimpleNameSyntax name && char.IsUpper(name.Identifier.Text[0]));

    private string Describe(List<string> circle) => string.Join('\n', [
        $"circle: {string.Join(", ", circle)}",
        .. _uses.Where(use => circle.Contains(use.Key.From) && circle.Contains(use.Key.To)).OrderBy(use => use.Key)
            .Select(use => $"  {use.Key.From} -> {use.Key.To}: {string.Join(' ', use.Value.Take(6))}{(use.Value.Count > 6 ? $" and {use.Value.Count - 6} more" : "")}"),
    ]);

    private HashSet<string> Reached(string start)
    {
        var seen = new HashSet<string>();
        var next = new Queue<string>([start]);
        while (next.TryDequeue(out var folder))
        {
            foreach (var edge in _uses.Keys.Where(edge => edge.From == folder && seen.Add(edge.To)))
                next.Enqueue(edge.To);
        }

        return seen;
    }

    private void Add(SourceProject project, string from, string file, ISymbol symbol)
    {
        var type = symbol as INamedTypeSymbol ?? (symbol is IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol ? symbol.ContainingType : null);
        while (type?.ContainingType is { } outer)
            type = outer;
        if (type is null or { IsTupleType: true } or { IsAnonymousType: true })
            return;
        if (type.DeclaringSyntaxReferences.FirstOrDefault() is not { } declared || !project.IsOwn(declared.SyntaxTree.FilePath))
            return;
        var to = project.FolderOf(declared.SyntaxTree.FilePath);
        if (to == from)
            return;
        if (!_uses.TryGetValue((from, to), out var examples))
            _uses[(from, to)] = examples = new(StringComparer.Ordinal);
        examples.Add($"{Path.GetFileNameWithoutExtension(file)}>{type.Name}");
    }
}

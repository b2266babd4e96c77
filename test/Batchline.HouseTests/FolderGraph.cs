using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Batchline.HouseTests;

/// <summary>
/// Which folder of a project uses which other: by a type, or by a method, property, or field of one, that a file in it names or
/// creates. A folder and one within it are two; what documentation comments mention does not count.
/// </summary>
internal sealed class FolderGraph
{
    private static readonly ConcurrentDictionary<SourceProject, Lazy<FolderGraph>> Known = new();

    private readonly Dictionary<(string From, string To), SortedSet<string>> _uses = [];

    private FolderGraph(SourceProject project)
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

    public static FolderGraph Of(SourceProject project) => Known.GetOrAdd(project, known => new Lazy<FolderGraph>(() => new FolderGraph(known))).Value;

    /// <summary>Names looked at, and those whose meaning was not found.</summary>
    public int Names { get; private set; }

    public List<string> Unknown { get; } = [];

    /// <summary>Two folders of which each uses the other.</summary>
    public int Pairs => _uses.Keys.Count(edge => string.CompareOrdinal(edge.From, edge.To) < 0 && _uses.ContainsKey((edge.To, edge.From)));

    /// <summary>Each circle, with what its folders use of each other.</summary>
    public IEnumerable<string> Circles() => FolderCircles.Of(_uses.Keys).Select(Describe);

    /// <summary>A name in capitals: what begins otherwise is a local, a parameter, or a field of the class itself.</summary>
    private static bool MayUse(SyntaxNode node) =>
        node is ImplicitObjectCreationExpressionSyntax || (node is SimpleNameSyntax name && char.IsUpper(name.Identifier.Text[0]));

    private string Describe(IReadOnlyList<string> circle) => string.Join('\n', [
        $"circle: {string.Join(", ", circle)}",
        .. _uses.Where(use => circle.Contains(use.Key.From) && circle.Contains(use.Key.To)).OrderBy(use => use.Key)
            .Select(use => $"  {use.Key.From} -> {use.Key.To}: {string.Join(' ', use.Value.Take(6))}{(use.Value.Count > 6 ? $" and {use.Value.Count - 6} more" : "")}"),
    ]);

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

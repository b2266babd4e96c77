using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Batchline.HouseTests;

/// <summary>
/// The files of the product that a method passes with all that it calls. The rule: a file is passed when code in it can run, which
/// is a method, a property with a body, an operator, or the making of a class that is not an exception. A file of which only the
/// shape is used is not: properties that hold a value, constants, enums, the making of a record. A call through an interface or
/// an abstract class goes to every class of the product behind it, decorators included, but only to one store's. A lambda belongs
/// to whoever writes it; a method that a constructor hands on by name (to a queue, say) belongs to the object. Both branches
/// of every condition count. What runs once in a process (static fields, registration) does not, nor does generated code, nor what
/// nobody writes as a call: an implicit conversion, the end of a <c>using</c>.
/// </summary>
internal sealed class CallWalk
{
    private static readonly string[] Product = ["Batchline.Engine", "Batchline.Workiz", "Batchline.Stores", "Batchline"];

    private static readonly (string File, string Method) First = ("Slice.cs", "CommitSoonAsync");
    private static readonly string[] Stores = ["Memory", "Mongo", "Postgres", "Sqlite"];
    private static readonly ConcurrentDictionary<string, Lazy<CallWalk>> Known = new();

    private readonly Dictionary<SyntaxTree, Compilation> _trees = [];
    private readonly ILookup<string, ISymbol> _behind;
    private readonly HashSet<SyntaxNode> _seen = [];
    private readonly Dictionary<string, string> _passed = [];
    private readonly HashSet<string> _shapes = [];

    private CallWalk(string store)
    {
        var projects = SourceProject.All.Where(project => Product.Contains(project.Name)).ToList();
        foreach (var project in projects)
        {
            foreach (var tree in project.OwnTrees.Where(tree => !Stores.Any(other => other != store && tree.FilePath.Contains($"/{other}/", StringComparison.Ordinal))))
                _trees.Add(tree, project.Compilation);
        }

        _behind = Types().SelectMany(Behind).ToLookup(pair => pair.Of, pair => pair.Member);
        var start = _trees.Keys.Single(tree => Path.GetFileName(tree.FilePath) == First.File);
        Run(start.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single(method => method.Identifier.Text == First.Method), "");
    }

    /// <summary>The way of a checkpoint, from where the step of a slice hands over its draft into a store.</summary>
    public static CallWalk OfCheckpoint(string store) => Known.GetOrAdd(store, name => new Lazy<CallWalk>(() => new CallWalk(name))).Value;

    /// <summary>Each file that is passed, in the order of the first call, with that call.</summary>
    public IReadOnlyList<(string File, string Call)> Passed => [.. _passed.Select(pair => (pair.Key, pair.Value))];

    /// <summary>Files of which only the shape is used.</summary>
    public IReadOnlyList<string> Shapes => [.. _shapes.Except(_passed.Keys).Order(StringComparer.Ordinal)];

    private static string IdOf(ISymbol symbol) => symbol.OriginalDefinition.GetDocumentationCommentId() ?? symbol.ToDisplayString();

    private IEnumerable<INamedTypeSymbol> Types() =>
        from pair in _trees
        from declared in pair.Key.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>()
        select pair.Value.GetSemanticModel(declared.SyntaxTree).GetDeclaredSymbol(declared);

    /// <summary>The members of a class that a call to another member may mean.</summary>
    private static IEnumerable<(string Of, ISymbol Member)> Behind(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Interface)
            return [];
        var implementing = type.AllInterfaces.SelectMany(face => face.GetMembers())
            .Select(member => (Of: (ISymbol?)member, Member: type.FindImplementationForInterfaceMember(member)));
        var overriding = type.GetMembers().Select(member => (Of: Overridden(member), Member: (ISymbol?)member));
        return
            from pair in implementing.Concat(overriding)
            where pair.Of?.DeclaringSyntaxReferences.IsEmpty == false && pair.Member is not null
            select (IdOf(pair.Of), pair.Member);
    }

    private static ISymbol? Overridden(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };

    private void Run(SyntaxNode body, string from)
    {
        if (!_seen.Add(body) || !_trees.TryGetValue(body.SyntaxTree, out var compilation))
            return;
        var model = compilation.GetSemanticModel(body.SyntaxTree);
        var name = $"{body.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.Text}.{NameOf(body)}";
        _passed.TryAdd(body.SyntaxTree.FilePath, from.Length == 0 ? name : $"{name}, by {from}");
        foreach (var node in body.DescendantNodes(node => !IsNameOf(node)))
        {
            if (node is SimpleNameSyntax or ExpressionSyntax && model.GetSymbolInfo(node).Symbol is { } symbol)
                Use(symbol, name);
        }

        if (body.Parent is TypeDeclarationSyntax type && !body.ChildTokens().Any(token => token.IsKind(SyntaxKind.StaticKeyword)))
            HandedOn(type, model, name);
    }

    /// <summary>Methods of its own that an object hands on by name when it is made.</summary>
    private void HandedOn(TypeDeclarationSyntax type, SemanticModel model, string from)
    {
        if (!_seen.Add(type))
            return;
        foreach (var name in Making(type).SelectMany(part => part.DescendantNodes().OfType<IdentifierNameSyntax>()))
        {
            if (name.Parent is ArgumentSyntax && model.GetSymbolInfo(name).Symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } handed)
                Use(handed, from);
        }
    }

    private void Use(ISymbol symbol, string from)
    {
        var meant = (symbol as IMethodSymbol)?.ReducedFrom ?? symbol.OriginalDefinition;
        if (meant is INamespaceSymbol or ITypeSymbol or ILocalSymbol or IParameterSymbol)
            return;
        foreach (var member in _behind[IdOf(meant)].Prepend((meant as IMethodSymbol)?.PartialImplementationPart ?? meant))
        {
            foreach (var declared in member.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).Where(declared => _trees.ContainsKey(declared.SyntaxTree)))
                Use(member, declared, from);
        }
    }

    private void Use(ISymbol member, SyntaxNode declared, string from)
    {
        _shapes.Add(declared.SyntaxTree.FilePath);
        if (member is IMethodSymbol { MethodKind: MethodKind.Constructor })
            Make(member.ContainingType, declared, from);
        else if (declared is BaseMethodDeclarationSyntax { Body: not null } or BaseMethodDeclarationSyntax { ExpressionBody: not null })
            Run(declared, from);
        else if (declared is BasePropertyDeclarationSyntax property && HasBody(property))
            Run(declared, from);
        else if (declared is AccessorDeclarationSyntax { Parent.Parent: BasePropertyDeclarationSyntax around } && HasBody(around))
            Run(around, from);
    }

    /// <summary>Making a record is a shape, unless its fields are computed; so is making an exception.</summary>
    private void Make(INamedTypeSymbol type, SyntaxNode declared, string from)
    {
        if (type.IsRecord || type.TypeKind == TypeKind.Struct || type.Name.EndsWith("Exception", StringComparison.Ordinal))
            return;
        if (declared.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } whole)
            return;
        Run(declared is TypeDeclarationSyntax && whole.ParameterList is { } primary ? primary : declared, from);
        foreach (var part in Making(whole).Where(part => part is not ConstructorDeclarationSyntax))
            Run(part, from);
    }

    /// <summary>What runs whenever an object is made.</summary>
    private static IEnumerable<SyntaxNode> Making(TypeDeclarationSyntax type) => type.Members.Where(member => member switch
    {
        FieldDeclarationSyntax field => field.Declaration.Variables.Any(variable => variable.Initializer is not null) && !IsStatic(field.Modifiers),
        PropertyDeclarationSyntax property => property.Initializer is not null && !IsStatic(property.Modifiers),
        ConstructorDeclarationSyntax constructor => !IsStatic(constructor.Modifiers),
        _ => false,
    });

    private static bool IsStatic(SyntaxTokenList modifiers) => modifiers.Any(SyntaxKind.StaticKeyword) || modifiers.Any(SyntaxKind.ConstKeyword);

    private static bool HasBody(BasePropertyDeclarationSyntax property) =>
        property is PropertyDeclarationSyntax { ExpressionBody: not null } or IndexerDeclarationSyntax { ExpressionBody: not null }
        || property.AccessorList?.Accessors.Any(accessor => accessor.Body is not null || accessor.ExpressionBody is not null) == true;

    private static bool IsNameOf(SyntaxNode node) => node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } };

    private static string NameOf(SyntaxNode body) => body switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax => "operator",
        IndexerDeclarationSyntax => "this[]",
        _ => "new",
    };
}

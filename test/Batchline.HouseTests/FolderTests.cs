using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Batchline.HouseTests;

public sealed class FolderTests
{
    public static TheoryData<string> Projects => [.. Repository.Projects().Select(path => Path.GetFileNameWithoutExtension(path))];

    public static TheoryData<string> Shipped => [.. Repository.Projects("src").Select(path => Path.GetFileNameWithoutExtension(path))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_folder_uses_one_that_uses_it(string name)
    {
        var graph = FolderGraph.Of(SourceProject.Named(name));

        string.Join("\n\n", graph.Circles()).ShouldBeEmpty();

        // Only what is generated is not known, such as the parts of a JsonSerializerContext.
        graph.Unknown.Count.ShouldBeLessThanOrEqualTo(graph.Names / 100, string.Join('\n', graph.Unknown));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_namespace_is_its_folder(string name)
    {
        var project = SourceProject.Named(name);

        var elsewhere =
            from tree in project.OwnTrees
            from declared in tree.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
            where declared.Name.ToString() != project.NamespaceOf(tree.FilePath)
            select $"{Repository.Short(tree.FilePath)}: {declared.Name}";
        elsewhere.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void No_folder_has_more_than_twenty_files(string name)
    {
        var folders = SourceProject.Named(name).Files.CountBy(file => Repository.Short(Path.GetDirectoryName(file) ?? "")).ToList();

        folders.ShouldNotBeEmpty();
        folders.Where(folder => folder.Value > 20).ShouldBeEmpty();
    }

    /// <summary>Parts of a type are called after it and after what they hold. A record and its validator may share a file.</summary>
    [Theory]
    [MemberData(nameof(Projects))]
    public void One_type_a_file_named_after_it(string name)
    {
        var others =
            from tree in SourceProject.Named(name).OwnTrees
            let own = Path.GetFileName(tree.FilePath).Split('.')[0]
            from declared in tree.GetRoot().DescendantNodes(node => node is not TypeDeclarationSyntax).OfType<MemberDeclarationSyntax>()
            let type = (declared as BaseTypeDeclarationSyntax)?.Identifier.Text ?? (declared as DelegateDeclarationSyntax)?.Identifier.Text
            where type is not null && type != own && type != own + "Validator"
            select $"{Repository.Short(tree.FilePath)}: {type}";

        others.ShouldBeEmpty();
    }
}

namespace Batchline.HouseTests;

public sealed class FolderTests
{
    public static TheoryData<string> Projects => [.. Repository.Projects().Select(path => Path.GetFileNameWithoutExtension(path))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_folder_uses_one_that_uses_it(string name)
    {
        var graph = new FolderGraph(SourceProject.All.Single(project => project.Name == name));

        string.Join("\n\n", graph.Circles()).ShouldBeEmpty();

        // Only what is generated is not known, such as the parts of a JsonSerializerContext.
        graph.Unknown.Count.ShouldBeLessThanOrEqualTo(graph.Names / 100, string.Join('\n', graph.Unknown));
    }
}

using System.Globalization;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Batchline.HouseTests;

/// <summary>The figures of the house, for <c>bench/house.sh</c>.</summary>
internal static class Figures
{
    public static IReadOnlyList<(string What, int Figure)> All()
    {
        var shipped = Repository.Projects("src").Select(path => SourceProject.Named(Path.GetFileNameWithoutExtension(path))).ToList();
        var graphs = shipped.Select(FolderGraph.Of).ToList();
        var others = SourceProject.All.Except(shipped).Select(FolderGraph.Of).ToList();
        var (mongo, sqlite) = (CallWalk.OfCheckpoint("Mongo"), CallWalk.OfCheckpoint("Sqlite"));
        var files = shipped.SelectMany(project => project.Files).ToList();
        var folders = files.CountBy(file => Path.GetDirectoryName(file) ?? "").ToList();
        var methods = SourceProject.All.SelectMany(project => project.OwnTrees)
            .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>());
        return
        [
            ("pairs of folders that use each other, in src", graphs.Sum(graph => graph.Pairs)),
            ("pairs of folders that use each other, in test and bench", others.Sum(graph => graph.Pairs)),
            ("files that one checkpoint passes, MongoDB", mongo.Passed.Count),
            ("lines of these", Lines(mongo.Passed.Select(file => file.File))),
            ("files of which it uses the shape only", mongo.Shapes.Count),
            ("files that one checkpoint passes, SQLite", sqlite.Passed.Count),
            ("lines of these", Lines(sqlite.Passed.Select(file => file.File))),
            ("files of which it uses the shape only", sqlite.Shapes.Count),
            ("files that one more option of a start touches", Mentions.Of("ToleratedFailurePercent").Count),
            ("files that one more pace field touches", Mentions.Of("QuotaShare").Count),
            ($"files in the fullest folder ({Repository.Short(folders.MaxBy(folder => folder.Value).Key)})", folders.Max(folder => folder.Value)),
            ("folders with more than twenty files", folders.Count(folder => folder.Value > 20)),
            ("lines of src (C#)", Lines(files)),
            ("C# files in src", files.Count),
            ("bytes allocated a job, whole path (bench/allocations.txt)", Allocated()),
            ("test methods", methods.Count(IsTest)),
        ];
    }

    private static int Allocated() =>
        int.Parse(File.ReadLines(Path.Combine(Repository.Root, "bench", "allocations.txt")).First(), CultureInfo.InvariantCulture);

    private static bool IsTest(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() is "Fact" or "Theory");

    private static int Lines(IEnumerable<string> files) => files.Sum(file => File.ReadLines(file).Count());
}

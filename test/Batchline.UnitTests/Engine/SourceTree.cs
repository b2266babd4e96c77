using System.Runtime.CompilerServices;

namespace Batchline.UnitTests.Engine;

/// <summary>The source files of this repository, for tests about them.</summary>
internal static class SourceTree
{
    public static IReadOnlyList<(string Path, string Text)> Files(string folder, string names = "*.cs") =>
        [.. Directory.EnumerateFiles(Path.Combine(Root(), folder), names, SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(path => (path, File.ReadAllText(path)))];

    private static string Root([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here) ?? "");
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Batchline.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"No Batchline.slnx above {here}.");
    }
}

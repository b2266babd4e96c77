using System.Runtime.CompilerServices;

namespace Batchline.IntegrationTests.Documents;

/// <summary>Files that are made from the program and kept in the repository. With BATCHLINE_WRITE_DOCS=1 they are written anew.</summary>
internal static class CheckedIn
{
    /// <param name="file">From the root of the repository.</param>
    public static void ShouldHold(string file, string text)
    {
        var path = PathOf(file);
        if (Environment.GetEnvironmentVariable("BATCHLINE_WRITE_DOCS") == "1")
            File.WriteAllText(path, text);
        File.ReadAllText(path).ShouldBe(text, $"{file} is not what the program says; BATCHLINE_WRITE_DOCS=1 with this test writes it anew.");
    }

    public static string PathOf(string file, [CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here) ?? "");
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Batchline.slnx")))
            folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException($"No Batchline.slnx above {here}."), file);
    }
}

using System.Runtime.CompilerServices;

namespace Batchline.BrowserTests;

/// <summary>Where screenshots are kept, to be looked at: beside what is built, a few of them copied to docs/screenshots.</summary>
internal static class Screenshots
{
    public static readonly string Folder = Directory.CreateDirectory(Path.Combine(Root(), "artifacts", "screenshots")).FullName;

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));
}

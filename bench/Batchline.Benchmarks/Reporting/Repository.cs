namespace Batchline.Benchmarks.Reporting;

/// <summary>Finds folders of the source tree from the program that was built in it.</summary>
internal static class Repository
{
    public static string Directory(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Batchline.slnx")))
                return Path.Combine(folder.FullName, path);
        }
        throw new InvalidOperationException("The program does not lie in the source tree.");
    }
}

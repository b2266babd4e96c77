using System.Text.Json;

namespace Batchline.IntegrationTests.Documents.Notices;

/// <summary>The packages that the program brings along: all that its restore found and that have files for it to run with.</summary>
internal static class ShippedPackages
{
    private static readonly string[] Files = ["runtime", "native", "runtimeTargets"];

    public static IReadOnlyList<ShippedPackage> Read()
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(CheckedIn.PathOf("artifacts/obj/Batchline/project.assets.json")));
        var folders = assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
        return [.. assets.RootElement.GetProperty("targets").GetProperty("net10.0").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package" && Files.Any(kind => Ships(library.Value, kind)))
            .Select(library => library.Name.Split('/'))
            .Select(name => new ShippedPackage(name[0], name[1], Folder(folders, name[0], name[1])))
            .OrderBy(package => package.Name, StringComparer.OrdinalIgnoreCase)];
    }

    private static bool Ships(JsonElement library, string kind) =>
        library.TryGetProperty(kind, out var files) && files.EnumerateObject().Any(file => !file.Name.EndsWith("/_._", StringComparison.Ordinal));

    private static string Folder(List<string> folders, string name, string version) =>
        folders.Select(folder => Path.Combine(folder, name.ToLowerInvariant(), version.ToLowerInvariant())).First(Directory.Exists);
}

using System.Xml.Linq;

namespace Batchline.IntegrationTests.Documents.Notices;

/// <summary>What a NuGet package says about its license, as it lies in the cache.</summary>
internal sealed class ShippedPackage(string name, string version, string folder)
{
    private readonly XElement _metadata = Metadata(folder);

    public string Name => name;

    public string Title => $"{name} {version}";

    /// <summary>Where a package gives the choice, the one whose text is kept here.</summary>
    public string License => Field("license") is { } license
        ? license.Split(" OR ").FirstOrDefault(LicenseTexts.Has) ?? throw new InvalidOperationException(
            $"{Title} is under '{license}'. Put the text of that license into Documents/Notices/Licenses, named after it.")
        : throw new InvalidOperationException($"{Title} names no license.");

    public string Copyright => Field("copyright") switch
    {
        null => $"Copyright (c) {Field("authors")}",
        var line when line.Contains("Copyright", StringComparison.Ordinal) || line.Contains('©') => line,
        var names => $"Copyright (c) {names}",
    };

    public string? Address => _metadata.Elements().FirstOrDefault(element => element.Name.LocalName == "repository")?.Attribute("url")?.Value ?? Field("projectUrl");

    /// <summary>The license in its own words, where the package brings them.</summary>
    public string? OwnLicense => Texts("LICENSE").SingleOrDefault();

    /// <summary>What it says of the software of others in it.</summary>
    public IEnumerable<string> Notices => Texts("NOTICE").Concat(Texts("THIRD-PARTY-NOTICES"));

    private IEnumerable<string> Texts(string file) => Directory.GetFiles(folder)
        .Where(path => Path.GetFileNameWithoutExtension(path).Equals(file, StringComparison.OrdinalIgnoreCase))
        .Select(path => PlainText.Of(File.ReadAllText(path)));

    private string? Field(string element) =>
        _metadata.Elements().FirstOrDefault(found => found.Name.LocalName == element)?.Value.Trim() is { Length: > 0 } text ? text : null;

    private static XElement Metadata(string folder) =>
        XDocument.Load(Directory.GetFiles(folder, "*.nuspec").Single()).Root?.Elements().First() ?? throw new InvalidOperationException($"{folder} has no metadata.");
}

using System.Text;

namespace Batchline.IntegrationTests.Documents.Notices;

/// <summary>Writes THIRD-PARTY-NOTICES.txt from the packages of the program, as they lie in the NuGet cache, and the files of its pages.</summary>
internal static class NoticesFile
{
    public const string Name = "THIRD-PARTY-NOTICES.txt";

    /// <summary>Where the files of the dashboard by others are, with their licenses.</summary>
    private const string Vendored = "src/Batchline/Dashboard/Files/vendor/LICENSES.txt";

    private const string Head = """
        THIRD-PARTY NOTICES

        Batchline is under the MIT license, which is in the file LICENSE. It holds the software of others that is named below,
        under the licenses named with it. Their texts are at the end. This file is made from what a release is made of: a test
        compares it and writes it anew (CONTRIBUTING.md).

        Where a release brings .NET itself along, as the files that need no .NET installed do, what .NET says of the software
        of others in it lies beside this file, named after its two parts. .NET is under the MIT license, Copyright (c) .NET
        Foundation and Contributors. The container image has it at /usr/share/dotnet.
        """;

    /// <summary>Software within a package that the package does not name, by the package.</summary>
    private static readonly Dictionary<string, string> Within = new()
    {
        ["SQLitePCLRaw.lib.e_sqlite3"] = "It holds SQLite, which is in the public domain: https://www.sqlite.org/copyright.html",
        ["ZstdSharp.Port"] = "It is a port of Zstandard (BSD-3-Clause), Copyright (c) Meta Platforms, Inc. and affiliates. All rights reserved.",
        [ScalarBanners.Package] = "The script of the reference page in it is a bundle. It names:",
    };

    public static string Write()
    {
        var packages = ShippedPackages.Read();
        var text = new StringBuilder(Head).Append("\n\n");
        Section(text, "Packages");
        foreach (var package in packages)
            text.Append(About(package)).Append("\n\n");

        Section(text, "Files of the dashboard");
        text.Append(PlainText.Of(File.ReadAllText(CheckedIn.PathOf(Vendored)))).Append("\n\n");

        foreach (var notice in packages.SelectMany(package => package.Notices.Select(words => (package.Title, words))).GroupBy(pair => pair.words, pair => pair.Title))
        {
            Section(text, $"Notices of {string.Join(", ", notice)}");
            text.Append(notice.Key).Append("\n\n");
        }

        foreach (var license in Licenses(packages))
        {
            Section(text, license.Title);
            text.Append(license.Text).Append("\n\n");
        }
        return text.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>Each text once: the standard ones, and those in which a package says it otherwise.</summary>
    private static IEnumerable<(string Title, string Text)> Licenses(IReadOnlyList<ShippedPackage> packages)
    {
        var standard = packages.Select(package => package.License).Concat(["BSD-3-Clause", "MIT"]).Distinct().Order(StringComparer.Ordinal).ToList();
        var words = standard.Select(license => PlainText.Words(LicenseTexts.Of(license))).ToHashSet();
        return standard.Select(license => ($"License {license}", LicenseTexts.Of(license)))
            .Concat(packages.Where(package => package.OwnLicense is { } own && !words.Contains(PlainText.Words(own)))
                .Select(package => ($"License of {package.Title}", package.OwnLicense!)));
    }

    private static string About(ShippedPackage package)
    {
        var about = $"{package.Title}\n  License: {package.License}\n  {package.Copyright}\n  {package.Address}";
        if (Within.TryGetValue(package.Name, out var within))
            about += $"\n  {within}";
        return package.Name == ScalarBanners.Package ? $"{about}\n\n{ScalarBanners.Read()}" : about;
    }

    private static void Section(StringBuilder text, string title) =>
        text.Append('=', 80).Append('\n').Append(title).Append('\n').Append('=', 80).Append("\n\n");
}

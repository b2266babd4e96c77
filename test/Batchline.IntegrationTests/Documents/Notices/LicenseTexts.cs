namespace Batchline.IntegrationTests.Documents.Notices;

/// <summary>Licenses by their SPDX names, for the packages that bring no text of their own.</summary>
internal static class LicenseTexts
{
    public static bool Has(string license) => File.Exists(PathOf(license));

    public static string Of(string license) => PlainText.Of(File.ReadAllText(PathOf(license)));

    private static string PathOf(string license) => CheckedIn.PathOf($"test/Batchline.IntegrationTests/Documents/Notices/Licenses/{license}.txt");
}

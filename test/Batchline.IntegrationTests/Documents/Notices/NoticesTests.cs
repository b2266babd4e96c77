using Batchline.IntegrationTests.Serverless;

namespace Batchline.IntegrationTests.Documents.Notices;

public sealed class NoticesTests
{
    private const string Vendor = "src/Batchline/Dashboard/Files/vendor";
    private const string Licenses = "LICENSES.txt";

    [Fact]
    public void The_notices_name_all_that_a_release_brings_along() => CheckedIn.ShouldHold(NoticesFile.Name, NoticesFile.Write());

    [Fact]
    public void Every_file_of_others_in_the_dashboard_stands_with_its_license()
    {
        var licenses = File.ReadAllText(CheckedIn.PathOf($"{Vendor}/{Licenses}"));

        // By its path, or by its first line, which then says what it was made from.
        var unnamed = Directory.GetFiles(CheckedIn.PathOf(Vendor), "*.js")
            .Where(file => !licenses.Contains($"vendor/{Path.GetFileName(file)}", StringComparison.Ordinal) && !licenses.Contains(File.ReadLines(file).First(), StringComparison.Ordinal));

        unnamed.ShouldBeEmpty();
    }

    [Fact]
    public void The_published_program_has_the_notices_and_the_license_beside_it()
    {
        var notices = File.ReadAllText(Path.Combine(PublishedProgram.Directory, NoticesFile.Name));
        var license = File.ReadAllText(Path.Combine(PublishedProgram.Directory, "LICENSE"));

        notices.ShouldBe(File.ReadAllText(CheckedIn.PathOf(NoticesFile.Name)));
        license.ShouldBe(File.ReadAllText(CheckedIn.PathOf("LICENSE")));
    }

    [Fact]
    public void Every_archive_of_a_release_has_the_notices_and_the_license_in_it()
    {
        var archives = File.ReadLines(CheckedIn.PathOf(".github/workflows/release.yml")).Where(line => line.Contains("dist/batchline-$platform", StringComparison.Ordinal)).ToList();

        archives.Count.ShouldBe(2);
        archives.ShouldAllBe(line => line.Contains(" LICENSE *THIRD-PARTY-NOTICES.txt", StringComparison.Ordinal));
    }
}

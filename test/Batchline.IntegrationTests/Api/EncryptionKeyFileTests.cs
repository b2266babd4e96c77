using Batchline.Security;

namespace Batchline.IntegrationTests.Api;

public sealed class EncryptionKeyFileTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("batchline-key-");

    private string FilePath => Path.Combine(_directory.FullName, EncryptionKeyFile.Name);

    [Fact]
    public async Task Starts_at_the_same_time_end_up_with_one_key()
    {
        var cancelled = TestContext.Current.CancellationToken;

        var keys = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => EncryptionKeyFile.ReadOrCreate(_directory.FullName).Id, cancelled)));

        keys.Distinct().ShouldHaveSingleItem();
        _directory.GetFiles().ShouldHaveSingleItem().Name.ShouldBe(EncryptionKeyFile.Name);
    }

    [Fact]
    public void S8_only_the_owner_reads_the_file_and_the_directory_that_is_made_for_it()
    {
        EncryptionKeyFile.ReadOrCreate(Path.Combine(_directory.FullName, "new"));

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Combine(_directory.FullName, "new", EncryptionKeyFile.Name)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(Path.Combine(_directory.FullName, "new")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void The_key_stays_the_same()
    {
        EncryptionKeyFile.ReadOrCreate(_directory.FullName).Id.ShouldBe(EncryptionKeyFile.ReadOrCreate(_directory.FullName).Id);
    }

    [Fact]
    public void S8_a_damaged_file_is_refused_and_not_shown()
    {
        File.WriteAllText(FilePath, "s3cret");

        var refused = Should.Throw<InvalidDataException>(() => EncryptionKeyFile.ReadOrCreate(_directory.FullName));

        refused.Message.ShouldContain(FilePath);
        refused.Message.ShouldNotContain("s3cret");
        File.ReadAllText(FilePath).ShouldBe("s3cret");
    }

    [Fact]
    public void A_directory_that_cannot_be_made_is_refused_and_says_what_to_do()
    {
        var taken = Path.Combine(_directory.FullName, "taken");
        File.WriteAllText(taken, "");

        var refused = Should.Throw<InvalidDataException>(() => EncryptionKeyFile.ReadOrCreate(taken));

        refused.Message.ShouldStartWith("The encryption key cannot be kept in the data directory (");
        refused.Message.ShouldEndWith($"Give the user that runs this program the right to read and write {taken}, or name another one in Store:DataDirectory.");
    }

    public void Dispose() => _directory.Delete(recursive: true);
}

using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using Batchline.Commands.Files;
using Batchline.Commands.Shell;

namespace Batchline.IntegrationTests.Commands;

[UnsupportedOSPlatform("windows")]
public sealed class OutputFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("batchline-output-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public OutputFileTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no devices among its files");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task A_new_file_is_its_owners_alone()
    {
        await WriteAsync(In("new"), "text");

        File.ReadAllText(In("new")).ShouldBe("text");
        File.GetUnixFileMode(In("new")).ShouldBe(OwnerOnly);
        Names().ShouldBe(["new"]);
    }

    [Fact]
    public async Task A_file_that_is_replaced_keeps_its_mode()
    {
        File.WriteAllText(In("old"), "a longer text");
        File.SetUnixFileMode(In("old"), OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        await WriteAsync(In("old"), "text");

        File.ReadAllText(In("old")).ShouldBe("text");
        File.GetUnixFileMode(In("old")).ShouldBe(OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        Names().ShouldBe(["old"]);
    }

    [Fact]
    public async Task Until_it_is_complete_the_old_file_stays_and_of_the_new_one_nothing_is_left()
    {
        File.WriteAllText(In("old"), "old");

        await using (var output = await OutputFile.OpenAsync(In("old"), Cancelled))
        {
            await output.WriteAsync(Encoding.UTF8.GetBytes("new"), Cancelled);
            File.ReadAllText(In("old")).ShouldBe("old");
        }

        File.ReadAllText(In("old")).ShouldBe("old");
        Names().ShouldBe(["old"]);
    }

    [Theory]
    [InlineData("target")]
    [InlineData("elsewhere/target")]
    public async Task Through_a_link_its_target_is_replaced(string target)
    {
        Directory.CreateDirectory(In("elsewhere"));
        File.WriteAllText(In(target), "old");
        File.CreateSymbolicLink(In("second"), target);
        File.CreateSymbolicLink(In("link"), "second");

        await WriteAsync(In("link"), "new");

        File.ReadAllText(In(target)).ShouldBe("new");
        new FileInfo(In("link")).LinkTarget.ShouldBe("second");
        new FileInfo(In("second")).LinkTarget.ShouldBe(target);
    }

    [Fact]
    public async Task A_link_to_a_file_in_the_working_directory_is_followed_too()
    {
        var name = Path.GetRelativePath(Directory.GetCurrentDirectory(), In("link"));
        File.WriteAllText(In("target"), "old");
        File.CreateSymbolicLink(In("link"), "target");

        await WriteAsync(name, "new");

        File.ReadAllText(In("target")).ShouldBe("new");
    }

    [Fact]
    public async Task A_link_beside_the_file_is_not_written_through()
    {
        File.WriteAllText(In("victim"), "untouched");
        File.CreateSymbolicLink(In("out.part"), "victim");

        await WriteAsync(In("out"), "text");

        File.ReadAllText(In("victim")).ShouldBe("untouched");
        new FileInfo(In("out.part")).LinkTarget.ShouldBe("victim");
    }

    [Fact]
    public async Task A_link_that_leads_nowhere_is_refused()
    {
        File.CreateSymbolicLink(In("link"), "nowhere");
        File.CreateSymbolicLink(In("circle"), "circle");

        var nowhere = await Should.ThrowAsync<CouldNotException>(() => WriteAsync(In("link"), "text"));
        var circle = await Should.ThrowAsync<CouldNotException>(() => WriteAsync(In("circle"), "text"));

        nowhere.Message.ShouldBe($"'{In("link")}' is a link to 'nowhere', where no file is. Name that file instead, or remove the link.");
        circle.Message.ShouldBe($"'{In("circle")}' is a link to 'circle', where no file is. Name that file instead, or remove the link.");
        File.Exists(In("nowhere")).ShouldBeFalse();
        Names().ShouldBe(["circle", "link"]);
    }

    [Fact]
    public async Task A_directory_is_refused()
    {
        var refused = await Should.ThrowAsync<CouldNotException>(() => WriteAsync(_directory.FullName, "text"));
        var missing = await Should.ThrowAsync<CouldNotException>(() => WriteAsync(In("no/file"), "text"));

        refused.Message.ShouldBe($"'{_directory.FullName}' is a directory. Name a file in it.");
        missing.Message.ShouldBe($"'{In("no/file")}' cannot be written: there is no such directory.");
    }

    [Fact]
    public async Task Bytes_for_a_device_go_into_it()
    {
        await WriteAsync("/dev/null", "text");
        var full = await Should.ThrowAsync<CouldNotException>(() => WriteAsync("/dev/full", "text"));

        full.Message.ShouldBe("'/dev/full' cannot be written: No space left on device.");
        FileKinds.Of("/dev/null").ShouldBe(FileKind.Special);
        FileKinds.Of("/dev/full").ShouldBe(FileKind.Special);
    }

    [Fact]
    public async Task Bytes_for_a_pipe_go_into_it_once_somebody_reads()
    {
        await MakePipeAsync(In("pipe"));

        var writing = WriteAsync(In("pipe"), "text");
        var read = await File.ReadAllTextAsync(In("pipe"), Cancelled);
        await writing;

        read.ShouldBe("text");
        FileKinds.Of(In("pipe")).ShouldBe(FileKind.Special);
    }

    [Fact]
    public async Task Whoever_waits_for_a_reader_can_give_up()
    {
        await MakePipeAsync(In("pipe"));
        using var stop = new CancellationTokenSource();

        var waiting = OutputFile.OpenAsync(In("pipe"), stop.Token);
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);

        // The system still waits in its thread: it is let go.
        (await File.ReadAllTextAsync(In("pipe"), Cancelled)).ShouldBe("");
    }

    private static async Task WriteAsync(string name, string text)
    {
        await using var output = await OutputFile.OpenAsync(name, Cancelled);
        await output.WriteAsync(Encoding.UTF8.GetBytes(text), Cancelled);
        await output.CompleteAsync(Cancelled);
    }

    private static async Task MakePipeAsync(string path)
    {
        using var made = Process.Start("mkfifo", [path]);
        await made.WaitForExitAsync(Cancelled);
        made.ExitCode.ShouldBe(0);
    }

    private string In(string name) => Path.Combine(_directory.FullName, name);

    private IEnumerable<string> Names() => _directory.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal);
}

using System.Text;
using Batchline.Commands.Shell;
using CsCheck;

namespace Batchline.IntegrationTests.Commands;

/// <summary>Whatever a file holds or is, a command that reads it ends with a sentence.</summary>
[Collection(CommandTests.Name)]
public sealed class OddFilesTests
{
    private static readonly string[] Pieces =
        ["name", "key", ",", ";", "\t", "\"", "\n", "\r\n", "[", "]", "{", "}", ":", "null", "1e999", "\\u", "\ud800", "\0", "\ufeff", " ", "=1+1", "\u009b", "quotaShare", "api_1"];

    private static readonly Gen<string> Piece = Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]);

    [Theory]
    [InlineData("/dev/zero", "There is more than 16 MB in '/dev/zero'. Is that the right file? Split it if it is.")]
    [InlineData("/dev", "'/dev' is a directory. Name a file in it.")]
    [InlineData("/dev/null", "The file is empty. Its first line names the columns: name,key,minInterval,quotaCalls,quotaWindow,quotaShare,enabled.")]
    [InlineData("/no/such/file", "'/no/such/file' cannot be read: there is no such directory.")]
    [InlineData("/dev/no", "'/dev/no' cannot be read: there is no such file.")]
    public async Task A_file_that_is_none_is_said_to_be(string file, string sentence)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no /dev");
        await using var bench = await CommandBench.StartAsync();

        var outcome = await bench.RunAsync("accounts", "import", file);

        outcome.Error.ShouldBe($"batchline: {sentence}{Environment.NewLine}");
        outcome.Code.ShouldBe(ExitCodes.CouldNot);
    }

    [Fact]
    public async Task A_key_that_never_ends_is_none()
    {
        await using var bench = await CommandBench.StartAsync();

        var outcome = await bench.RunWithInputAsync(new string('a', 1_000_000), "accounts", "add", "--name", "North", "--key-stdin");

        outcome.Error.ShouldBe($"batchline: The first line of standard input is longer than 64 KB.{Environment.NewLine}");
        outcome.Code.ShouldBe(ExitCodes.CouldNot);
    }

    [Fact]
    public async Task No_file_makes_an_import_end_by_a_fault_of_the_program()
    {
        await using var bench = await CommandBench.StartAsync();
        var made = Gen.OneOf(
            Gen.Byte.Array[0, 200],
            Piece.Array[0, 40].Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces))),
            Piece.Array[0, 40].Select(pieces => Encoding.UTF8.GetBytes("name,key\n" + string.Concat(pieces))),
            Piece.Array[0, 40].Select(pieces => Encoding.UTF8.GetBytes("[{" + string.Concat(pieces))));

        await made.SampleAsync(
            async bytes =>
            {
                var outcome = await bench.RunWithInputAsync(bytes, "accounts", "import", "-", "--no-test");

                outcome.Code.ShouldBeInRange(ExitCodes.Success, ExitCodes.CouldNot, outcome.ToString());
                outcome.Error.ShouldNotContain("   at ");
            },
            iter: 60,
            threads: 1);
    }
}

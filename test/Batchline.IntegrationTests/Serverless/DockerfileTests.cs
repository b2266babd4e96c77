using System.Diagnostics;
using System.Runtime.Versioning;

namespace Batchline.IntegrationTests.Serverless;

/// <summary>What can be known of the image without a Docker engine.</summary>
[SupportedOSPlatform("linux")]
public sealed class DockerfileTests
{
    /// <summary>Somebody who owns nothing.</summary>
    private const string Nobody = "65534";

    private static readonly string[][] Lines = [.. File.ReadAllText(Path.Combine(Repository.Root, "Dockerfile"))
        .Replace("\\\n", " ", StringComparison.Ordinal)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => !line.StartsWith('#'))
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    [Fact]
    public void Every_path_it_copies_exists_and_comes_through_the_ignore_file()
    {
        var copied = Lines.Where(line => line[0] == "COPY" && !line[1].StartsWith("--from", StringComparison.Ordinal)).SelectMany(line => line[1..^1]).ToList();
        var kept = File.ReadLines(Path.Combine(Repository.Root, ".dockerignore")).Where(line => line.StartsWith('!')).Select(line => line[1..].TrimEnd('/'));

        copied.ShouldNotBeEmpty();
        foreach (var path in copied)
            Path.Exists(Path.Combine(Repository.Root, path)).ShouldBeTrue(path);
        kept.ShouldBe(copied.Select(path => path.TrimEnd('/')), ignoreOrder: true);
    }

    [Fact]
    public void What_it_publishes_and_starts_is_the_program()
    {
        var publish = Lines.Single(line => line[0] == "RUN");
        var published = publish[Array.IndexOf(publish, "-o") + 1];

        Directory.Exists(Path.Combine(Repository.Root, publish[Array.IndexOf(publish, "publish") + 1])).ShouldBeTrue();
        Lines.ShouldContain(line => line[0] == "COPY" && line[1] == "--from=build" && line[2] == published && line[3] == published);
        File.Exists(Path.Combine(PublishedProgram.Directory, "batchline")).ShouldBeTrue();
        Lines.Single(line => line[0] == "ENTRYPOINT")[1].ShouldBe($"[\"{published}/batchline\"]");
        Lines.Last(line => line[0] == "USER")[1].ShouldNotBe("root");
    }

    [Fact]
    public async Task The_published_program_starts_as_nobody_who_may_write_only_to_tmp()
    {
        await using var stage = await FunctionStage.SetAsync(new() { Accounts = 1, JobsPerAccount = 3, MinInterval = TimeSpan.Zero }, TimeSpan.FromSeconds(5));

        var (process, api) = await stage.StartAsync(AsNobody);

        File.ReadAllLines($"/proc/{process.Id}/status").Single(line => line.StartsWith("Uid:", StringComparison.Ordinal)).ShouldNotContain("\t0");
        await stage.AddAccountsAsync(api);
        var operation = await api.InitAsync("each");
        await api.GetAsync("/api/cron/tick");
        (await api.ProgressAsync(operation)).GetProperty("status").GetString().ShouldBe("completed");
        Written(process.Id).ShouldAllBe(path => path.StartsWith("/tmp/", StringComparison.Ordinal) || path.StartsWith("/dev/", StringComparison.Ordinal));
    }

    /// <summary>Where the tests run as root, the tree is root's, and nobody else may write there.</summary>
    private static ProcessStartInfo AsNobody(string program)
    {
        File.SetUnixFileMode(PublishedProgram.Directory, (UnixFileMode)Convert.ToInt32("755", 8));
        return Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", [$"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", program, "serve"])
            : new ProcessStartInfo(program, "serve");
    }

    /// <summary>Files that the process holds open for writing.</summary>
    private static List<string> Written(int process)
    {
        var written = new List<string>();
        foreach (var handle in Directory.GetFiles($"/proc/{process}/fd"))
        {
            var flags = File.ReadLines($"/proc/{process}/fdinfo/{Path.GetFileName(handle)}").Single(line => line.StartsWith("flags:", StringComparison.Ordinal));
            if ((Convert.ToInt32(flags.Split('\t')[1], 8) & 3) != 0 && new FileInfo(handle).LinkTarget is { } target && target.StartsWith('/') && !target.StartsWith("/memfd:", StringComparison.Ordinal))
                written.Add(target);
        }
        return written;
    }
}

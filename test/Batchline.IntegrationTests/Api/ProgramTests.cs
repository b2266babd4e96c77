using System.Diagnostics;
using Batchline.IntegrationTests.InProcess;

namespace Batchline.IntegrationTests.Api;

public sealed class ProgramTests
{
    [Fact]
    public async Task The_demo_syncs_shows_a_summary_and_ends_well()
    {
        var (code, output, _) = await RunAsync("demo --exit --accounts 2 --jobs 20");

        code.ShouldBe(0, output);
        output.ShouldContain("Completed after");
        output.ShouldContain("the pace was kept");
        output.ShouldNotContain("\u001b[");
    }

    [Fact]
    public async Task Faulty_settings_are_all_told_and_nothing_starts()
    {
        var (code, output, error) = await RunAsync("serve", ("BATCHLINE_Plan__BatchSize", "0"), ("BATCHLINE_Workiz__Foo", "1"), ("PORT", "port"));

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3, error);
        foreach (var key in new[] { "Plan:BatchSize", "Workiz:Foo", "Hosting:Port" })
            error.ShouldContain(key);
    }

    [Theory]
    [InlineData("serve --urls http://0.0.0.0:0")]
    [InlineData("serve --urls nonsense")]
    [InlineData("simulate --accounts 0")]
    [InlineData("simulate --latency 5")]
    [InlineData("simulate --faults Nonsense=1")]
    [InlineData("simulate --scenario no-such-file.json")]
    [InlineData("demo --jobs many")]
    [InlineData("no-such-command")]
    public async Task What_cannot_run_ends_with_2_and_a_sentence(string arguments)
    {
        var (code, _, error) = await RunAsync(arguments);

        code.ShouldBe(2, error);
        error.ShouldNotBeNullOrWhiteSpace();
        error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Help_shows_examples()
    {
        var (code, output, _) = await RunAsync("serve --help");

        code.ShouldBe(0);
        output.ShouldContain("Examples:");
        output.ShouldContain("batchline serve --urls");
    }

    [Fact]
    public async Task SIGTERM_ends_the_server_well_and_soon()
    {
        using var directory = new TemporaryDirectory();
        using var process = Start("serve --urls http://127.0.0.1:0", ("BATCHLINE_Store__DataDirectory", directory.Path));
        var cancelled = TestContext.Current.CancellationToken;
        while (await process.StandardError.ReadLineAsync(cancelled) is { } line && !line.Contains("listens"))
        {
            // Until it serves.
        }

        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync(cancelled).WaitAsync(TimeSpan.FromSeconds(10), cancelled);

        process.ExitCode.ShouldBe(0);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string arguments, params (string Name, string Value)[] variables)
    {
        using var process = Start(arguments, variables);
        var cancelled = TestContext.Current.CancellationToken;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancelled), process.StandardError.ReadToEndAsync(cancelled));
        await process.WaitForExitAsync(cancelled).WaitAsync(TimeSpan.FromSeconds(60), cancelled);
        return (process.ExitCode, await output, await error);
    }

    private static Process Start(string arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("dotnet", $"{Path.Combine(AppContext.BaseDirectory, "batchline.dll")} {arguments}")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("BATCHLINE_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
    }
}

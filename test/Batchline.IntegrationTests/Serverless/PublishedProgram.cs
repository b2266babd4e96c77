using System.Diagnostics;
namespace Batchline.IntegrationTests.Serverless;

/// <summary>The program as <c>dotnet publish</c> leaves it, published once a run from what is built already.</summary>
internal static class PublishedProgram
{
    private static readonly Lazy<string> Folder = new(Publish);

    /// <summary>Only root may write there.</summary>
    public static string Directory => Folder.Value;

    public static string Executable => Path.Combine(Directory, "batchline");

    private static string Publish()
    {
        var target = System.IO.Directory.CreateTempSubdirectory("batchline-published-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.Directory.Delete(target, recursive: true);

        // artifacts/bin/Batchline.IntegrationTests/release
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { "publish", Path.Combine(Repository.Root, "src", "Batchline"), "-c", configuration, "--no-build", "-o", target, "-v", "q" },
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? target : throw new InvalidOperationException($"The program could not be published: {output}");
    }
}

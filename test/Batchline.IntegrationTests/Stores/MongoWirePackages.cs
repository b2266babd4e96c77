using System.ComponentModel;
using System.Diagnostics;

namespace Batchline.IntegrationTests.Stores;

/// <summary>Installs what the stand-in needs, once, also when several test runs begin together.</summary>
internal static class MongoWirePackages
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static string Modules => Path.Combine(MongoWire.Directory, "node_modules");

    /// <exception cref="InvalidOperationException">node or npm is missing, or npm failed.</exception>
    public static void Install()
    {
        using var held = Lock();

        // The file that npm writes last.
        if (!File.Exists(Path.Combine(Modules, ".package-lock.json")))
            Run("npm", "ci", "--no-audit", "--no-fund");
    }

    private static FileStream Lock()
    {
        var path = Path.Combine(MongoWire.Directory, ".install.lock");
        for (var waited = Stopwatch.StartNew(); ;)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.None);
            }
            catch (IOException) when (waited.Elapsed < Patience)
            {
                Thread.Sleep(100);
            }
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = MongoWire.Directory,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }) ?? throw new InvalidOperationException($"{program} did not start");
            var errors = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEndAsync().Wait(Patience);
            if (!process.WaitForExit(Patience) || process.ExitCode != 0)
                throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {errors.Result}");
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"{program} is not installed", e);
        }
    }
}

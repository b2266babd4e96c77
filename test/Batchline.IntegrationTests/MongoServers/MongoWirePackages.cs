using System.ComponentModel;
using System.Diagnostics;

namespace Batchline.IntegrationTests.MongoServers;

/// <summary>Installs what the stand-in needs, once, also when several test runs begin together.</summary>
internal static class MongoWirePackages
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static string Modules => Path.Combine(MongoWire.Directory, "node_modules");

    /// <exception cref="InvalidOperationException">node or npm is missing, or npm failed.</exception>
    public static void Install()
    {
        using var installing = new Mutex(initiallyOwned: false, "batchline-mongo-wire-packages");
        if (!Wait(installing))
            throw new InvalidOperationException("another process installs the stand-in's packages and does not come to an end");
        try
        {
            // The file that npm writes last.
            if (!File.Exists(Path.Combine(Modules, ".package-lock.json")))
                Run("npm", "ci", "--no-audit", "--no-fund");
        }
        finally
        {
            installing.ReleaseMutex();
        }
    }

    private static bool Wait(Mutex mutex)
    {
        try
        {
            return mutex.WaitOne(Patience);
        }
        catch (AbandonedMutexException)
        {
            // Whoever held it was killed; it is ours now.
            return true;
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

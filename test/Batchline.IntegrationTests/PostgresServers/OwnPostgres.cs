namespace Batchline.IntegrationTests.PostgresServers;

/// <summary>A server of a test's own, for tests that kill it, stop it, or let it run out of something.</summary>
internal sealed class OwnPostgres : IDisposable
{
    private readonly ServerScript _script;

    private OwnPostgres(ServerScript script) => _script = script;

    public string Uri => _script.Uri;

    private string Ballast => Path.Combine(_script.Folder, "disk", "ballast");

    /// <param name="settings">Of <c>postgresql.conf</c>, such as <c>max_connections=20</c>.</param>
    public static OwnPostgres Start(params string[] settings) => Run([], settings);

    /// <summary>Its tables are on a disk of this size, <c>64m</c> for one, that a test can fill. Skips where no such disk can be mounted.</summary>
    public static OwnPostgres StartOnSmallDisk(string size, params string[] settings)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can mount the small disk of this test.");
        return Run(["--size", size], settings);
    }

    /// <summary>Kills its first process as <c>kill -9</c> does. The others see that and end by themselves.</summary>
    public void Kill() => _script.Do("kill");

    /// <summary>On the same port, with what was committed.</summary>
    public void StartAgain() => _script.Do("start");

    public void Restart(StopMode mode)
    {
        Stop(mode);
        StartAgain();
    }

    public void Stop(StopMode mode) => _script.Do(mode == StopMode.Fast ? "stop fast" : "stop immediate");

    /// <summary>Leaves no byte of the small disk.</summary>
    public void FillDisk()
    {
        using var file = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[1 << 16];
        while (true)
        {
            try
            {
                file.Write(block);
            }
            catch (IOException)
            {
                // It also holds what fitted of the last block.
                return;
            }
        }
    }

    public void FreeDisk() => File.Delete(Ballast);

    public void Dispose() => _script.Dispose();

    private static OwnPostgres Run(string[] options, string[] settings)
    {
        try
        {
            return new OwnPostgres(ServerScript.Start("server.sh", [.. options, .. settings.SelectMany(setting => (string[])["--set", setting])]));
        }
        catch (InvalidOperationException e)
        {
            throw PostgresServer.Missing($"No PostgreSQL of the test's own: {e.Message}. Install postgresql.");
        }
    }
}

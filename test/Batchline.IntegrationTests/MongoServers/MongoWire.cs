using System.Diagnostics;

namespace Batchline.IntegrationTests.MongoServers;

/// <summary>The stand-in of <c>test/mongo-wire</c> as a process of its own.</summary>
internal sealed class MongoWire : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;

    private MongoWire(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public string Uri => $"mongodb://127.0.0.1:{Port}/?directConnection=true";

    /// <summary>
    /// As behind a load balancer: the driver keeps no watch on the server, so that it does not wait half a second for its
    /// next look after each lost connection.
    /// </summary>
    public string UnwatchedUri => $"mongodb://127.0.0.1:{Port}/?loadBalanced=true";

    public static string Directory { get; } = Path.Combine(RepositoryRoot(), "test", "mongo-wire");

    /// <param name="data">A file that keeps acknowledged writes over a kill; null: memory only.</param>
    /// <param name="port">0: a free one.</param>
    /// <param name="switches">How it is to behave; null: as a router that takes everything.</param>
    /// <exception cref="InvalidOperationException">It cannot be started here; the message says why.</exception>
    public static MongoWire Start(int port = 0, string? data = null, StandInSwitches? switches = null)
    {
        MongoWirePackages.Install();
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        string[] arguments =
        [
            "server.mjs", "--with-parent", "--port", $"{port}",
            .. data is null ? Array.Empty<string>() : ["--data", data],
            .. switches?.Arguments ?? [],
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var process = Process.Start(start) ?? throw new InvalidOperationException("node did not start");
        var line = process.StandardOutput.ReadLineAsync();
        if (!line.Wait(Patience) || line.Result is not { } text)
            throw new InvalidOperationException("test/mongo-wire/server.mjs did not start");
        return new MongoWire(process, int.Parse(text[(text.LastIndexOf(':') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Kills it as <c>kill -9</c> does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    private static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Batchline.slnx")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("The tests run outside of the repository.");
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Staging;

namespace Batchline.Benchmarks.Peers.OnRedis;

/// <summary>Redis with an append-only file that is written back each second, as a queue's users run it. It ends together with its shell's input.</summary>
internal sealed class RedisServer : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private readonly DataFolder _data;
    private readonly Process _shell;
    private readonly int _server;

    private RedisServer(DataFolder data, Process shell, int server, int port) => (_data, _shell, _server, Port) = (data, shell, server, port);

    public int Port { get; }

    public static async Task<RedisServer> StartAsync()
    {
        var (data, port) = (new DataFolder(), LoopbackPort.Free());
        const string Script = "\"$@\" >/dev/null & echo $!; cat >/dev/null; kill $!; wait";
        string[] server = ["redis-server", "--bind", "127.0.0.1", "--port", $"{port}", "--dir", data.Path, "--appendonly", "yes", "--appendfsync", "everysec"];
        var shell = Process.Start(new ProcessStartInfo("sh", ["-c", Script, "sh", .. server]) { RedirectStandardInput = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("The shell did not start.");
        var process = int.Parse(await shell.StandardOutput.ReadLineAsync() ?? "", CultureInfo.InvariantCulture);
        await ReachAsync(port, process);
        return new RedisServer(data, shell, process, port);
    }

    public TimeSpan Processor() => ServerProcessor.Read(_server);

    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
        _data.Dispose();
    }

    private static async Task ReachAsync(int port, int process)
    {
        while (true)
        {
            try
            {
                using var connection = new TcpClient();
                await connection.ConnectAsync("127.0.0.1", port);
                return;
            }
            catch (SocketException) when (Directory.Exists($"/proc/{process}"))
            {
                await Task.Delay(Look);
            }
        }
    }
}
